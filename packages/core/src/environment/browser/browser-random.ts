import type { Random } from '../clock.js'

/** From the platform's cryptographic source where there is one: names made in two tabs must not collide. */
export const browserRandom: Random = () => {
  if (typeof crypto === 'undefined') return Math.random()
  const [bits = 0] = crypto.getRandomValues(new Uint32Array(1))
  return bits / 2 ** 32
}
