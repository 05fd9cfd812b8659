import type { Random } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'

const DRAWS = 1_000

/** The source of randomness of two tabs. */
export type MakeRandomTabs = () => readonly [Random, Random]

/** What every `Random` must do. Each claim fails by chance less than once in a billion runs. */
export function randomContract(makeTabs: MakeRandomTabs): readonly ContractCase[] {
  const draw = (random: Random): readonly number[] => Array.from({ length: DRAWS }, () => random())
  return contractCases({
    'gives numbers from zero to below one': async () => {
      const [random] = makeTabs()
      assertSame(
        draw(random).filter(number => !(number >= 0 && number < 1)),
        [],
      )
    },
    'reaches every tenth of them': async () => {
      const [random] = makeTabs()
      assertSame(new Set(draw(random).map(number => Math.floor(number * 10))).size, 10)
    },
    'gives two tabs different ones': async () => {
      const [random, other] = makeTabs()
      const drawn = [...draw(random), ...draw(other)]
      assertSame(new Set(drawn).size > drawn.length - 5, true)
    },
  })
}
