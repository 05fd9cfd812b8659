import type { ReactElement } from 'react'
import { Avatar } from './avatar.js'
import { type Hue, hues } from './profile-item.js'

/** The colours to choose from, as one would look in them. */
export function HueChoice(props: {
  readonly name: string
  readonly chosen: Hue
  readonly disabled: boolean
}): ReactElement {
  const { name, chosen, disabled } = props
  return (
    <fieldset disabled={disabled}>
      <legend>Colour</legend>
      <div className="hues">
        {hues.map(hue => (
          <label className="choice" key={hue}>
            <input type="radio" name="hue" value={hue} defaultChecked={hue === chosen} />
            <Avatar name={name} hue={hue} />
            {hueWords[hue]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const hueWords: Readonly<Record<Hue, string>> = { ink: 'Ink', moss: 'Moss', ochre: 'Ochre', plum: 'Plum' }
