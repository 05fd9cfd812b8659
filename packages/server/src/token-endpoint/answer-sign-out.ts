import type { Answer } from './answer.js'
import { crossSiteRefusal } from './cross-site-rule.js'
import { crossSite, failed } from './refusals.js'
import type { Settings } from './settings.js'

/** Answers a DELETE: ends the app's session by its own hook. The same cross-site rule holds, or anybody could do it. */
export async function answerSignOut(
  request: Request,
  onSignOut: (request: Request) => void | Promise<void>,
  settings: Settings,
): Promise<Answer> {
  const refusal = crossSiteRefusal(request, settings.origins)
  if (refusal !== undefined) return crossSite(refusal)
  try {
    await onSignOut(request)
    return { status: 204 }
  } catch (cause) {
    settings.report({ problem: 'sign-out-failed', cause })
    return failed
  }
}
