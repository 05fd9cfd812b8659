import type { Mark } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'
import { freshName } from './fresh-name.js'

/** The marks of one profile, as two tabs see them. */
export type MakeMarkTabs = () => readonly [Mark, Mark]

/** What every `Mark` must do where it can be written. */
export function markContract(makeTabs: MakeMarkTabs): readonly ContractCase[] {
  return contractCases({
    'reads undefined where nothing was written': async () => {
      const [mark] = makeTabs()
      assertSame(mark.read(freshName()), undefined)
    },
    'shows at once in every tab what was written last': async () => {
      const [mark, other] = makeTabs()
      const name = freshName()
      for (const epoch of [0, 7, Number.MAX_SAFE_INTEGER]) {
        assertSame(mark.write(name, epoch), true)
        assertSame([mark.read(name), other.read(name)], [epoch, epoch])
      }
    },
    'keeps names apart': async () => {
      const [mark] = makeTabs()
      const name = freshName()
      mark.write(name, 1)
      mark.write(freshName(), 2)
      assertSame(mark.read(name), 1)
    },
  })
}
