import type { WallClock } from '../src/clock.js'

export class VirtualClock implements WallClock {
  #now = 0
  readonly beats: Set<() => void> = new Set()

  now(): number {
    return this.#now
  }

  everySecond(onSecond: () => void): () => void {
    this.beats.add(onSecond)
    return () => void this.beats.delete(onSecond)
  }

  pass(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      this.#now += 1000
      for (const beat of [...this.beats]) beat()
    }
  }
}
