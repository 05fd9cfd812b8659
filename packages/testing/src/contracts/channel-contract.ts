import type { Channel } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'
import { freshName } from './fresh-name.js'

/** The channels of one profile, as two tabs see them. */
export type MakeChannelTabs = () => readonly [Channel, Channel]

/** What every `Channel` must do where there is one. Nothing sleeps: what must not be heard is overtaken by what must. */
export function channelContract(makeTabs: MakeChannelTabs): readonly ContractCase[] {
  return contractCases({
    'is heard in another tab, in order': async () => {
      const { sender, ear, close } = connect(makeTabs)
      sender.post({ n: 1 })
      sender.post({ n: 2 })
      assertSame([await ear.next(), await ear.next()], [{ n: 1 }, { n: 2 }])
      close()
    },
    'is not heard by its sender': async () => {
      const { sender, senderEar, receiver, ear, close } = connect(makeTabs)
      sender.post('own')
      await ear.next()
      receiver.post('answer')
      assertSame(await senderEar.next(), 'answer')
      close()
    },
    'is not heard under another name': async () => {
      const [tab] = makeTabs()
      const { sender, ear, close } = connect(makeTabs)
      const stranger = tab.open(freshName(), () => {})
      stranger.post('elsewhere')
      sender.post('here')
      assertSame(await ear.next(), 'here')
      stranger.close()
      close()
    },
    'is not heard any more once closed': async () => {
      const { sender, receiver, ear, name, tab, close } = connect(makeTabs)
      const second = createEar()
      const stillOpen = tab.open(name, second.hear)
      receiver.close()
      sender.post('late')
      assertSame(await second.next(), 'late')
      assertSame(ear.heardCount(), 0)
      stillOpen.close()
      close()
    },
    'never throws when it cannot post': async () => {
      const { sender, ear, close } = connect(makeTabs)
      sender.post(() => 'functions cannot be sent')
      sender.post('after')
      assertSame(await ear.next(), 'after')
      close()
      sender.post('closed')
    },
  })
}

interface Ear {
  readonly hear: (message: unknown) => void
  next(): Promise<unknown>
  heardCount(): number
}

function createEar(): Ear {
  const heard: unknown[] = []
  let taken = 0
  let wake = (): void => {}
  return {
    hear: message => {
      heard.push(message)
      wake()
    },
    next: async () => {
      while (heard.length <= taken) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      taken += 1
      return heard[taken - 1]
    },
    heardCount: () => heard.length,
  }
}

function connect(makeTabs: MakeChannelTabs) {
  const name = freshName()
  const [first, tab] = makeTabs()
  const [senderEar, ear] = [createEar(), createEar()]
  const sender = first.open(name, senderEar.hear)
  const receiver = tab.open(name, ear.hear)
  const close = (): void => {
    sender.close()
    receiver.close()
  }
  return { name, tab, sender, senderEar, receiver, ear, close }
}
