import { useCan, useSetCacheItem } from '@hallpass/react'
import { type ReactElement, useRef } from 'react'
import { HueChoice } from './hue-choice.js'
import { hues, type Profile, profileItem } from './profile-item.js'
import { useProfile } from './use-profile.js'

/** A button, and behind it how one appears: kept in the cache, where everybody else reads it. */
export function ProfileEditor({ name }: { readonly name: string }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null)
  const close = () => dialog.current?.close()
  return (
    <>
      <button type="button" className="quiet" onClick={() => dialog.current?.showModal()}>
        Profile
      </button>
      <dialog ref={dialog} aria-label="Profile">
        <ProfileForm name={name} close={close} />
      </dialog>
    </>
  )
}

function ProfileForm({ name, close }: { readonly name: string; readonly close: () => void }) {
  const profile = useProfile(name)
  const save = useSetCacheItem(profileItem, name)
  const mayNot = useCan({ kind: 'write', cache: profileItem.cache, key: profileItem.keyOf(name) }) === 'no'
  const submit = (data: FormData) => save.mutate(profileFrom(data), { onSuccess: close })
  return (
    // Shows what is stored as soon as it is known.
    <form action={submit} key={`${profile.hue} ${profile.statusLine}`}>
      <h1>How {name} appears</h1>
      <HueChoice name={name} chosen={profile.hue} disabled={mayNot} />
      <label className="field">
        Status
        <input
          type="text"
          name="statusLine"
          maxLength={60}
          defaultValue={profile.statusLine}
          disabled={mayNot}
        />
      </label>
      <p className="composer-note" role="status">
        {mayNot && 'Guests keep no profile: your pass only reads them.'}
        {save.isPending && 'Saving.'}
        {save.isError && 'That was not saved. Try again in a moment.'}
      </p>
      <div className="actions">
        <button type="button" className="quiet" onClick={close}>
          Close
        </button>
        <button type="submit" className="primary" disabled={mayNot || save.isPending}>
          Save
        </button>
      </div>
    </form>
  )
}

function profileFrom(data: FormData): Profile {
  const hue = hues.find(known => known === data.get('hue')) ?? 'ink'
  return { hue, statusLine: String(data.get('statusLine') ?? '').trim() }
}
