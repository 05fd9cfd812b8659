import type { FakeCall } from '../world/fake-network.js'
import { type PlainAnswer, plainResponse } from './plain-answer.js'
import { type WrongAnswerName, wrongAnswer } from './wrong-answers.js'

/**
 * What a backend does instead of issuing. A number is a status; a function makes each answer anew.
 * `slow-drip`: does as usual, and sends the answer one byte a second. `answer-lost`: does as usual, and the connection
 * breaks before anybody hears of it. `same-again`: says what it said last.
 */
export type BackendAnswer =
  | number
  | 'network-failure'
  | 'never'
  | 'slow-drip'
  | 'answer-lost'
  | 'same-again'
  | WrongAnswerName
  | PlainAnswer
  | ((moment: BackendMoment) => Response | Promise<Response>)

/** When an answer is made. */
export interface BackendMoment {
  /** The backend's own clock, epoch milliseconds. */
  readonly now: number
}

/** Answers that need nothing of what the backend has issued. */
export type DetachedAnswer = Exclude<BackendAnswer, 'slow-drip' | 'answer-lost' | 'same-again'>

export async function responseOf(
  answer: DetachedAnswer,
  call: FakeCall,
  moment: BackendMoment,
): Promise<Response> {
  if (answer === 'network-failure') return Response.error()
  if (answer === 'never') return call.standStill(new Promise(() => {}))
  if (typeof answer === 'function') return answer(moment)
  if (typeof answer === 'number') return plainResponse({ status: answer, body: { error: 'scripted' } })
  return plainResponse(typeof answer === 'string' ? wrongAnswer(answer) : answer)
}
