'use client'
import type { DefinedTopic, NamePart, Session, TopicClient } from '@hallpass/core'
import type { SkipToken } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useProvidedSession } from './session-context.js'
import { useKept } from './use-kept.js'

/** A definition; or the name of a cache, followed by that of a topic. */
export type TopicTarget = DefinedTopic<readonly NamePart[], unknown> | string | SkipToken

/** The topic meant, the same client for as long as it is the same topic; `undefined` while it is skipped. */
export function useTopicClient(
  target: TopicTarget,
  args: readonly NamePart[] | undefined,
): TopicClient<unknown> | undefined {
  const { session } = useProvidedSession()
  const topic = useKept<TopicCall>({ target, args }, keyOf(target, args))
  return useMemo(() => openTopic(session, topic.target, topic.args), [session, topic])
}

interface TopicCall {
  readonly target: TopicTarget
  readonly args: readonly NamePart[] | undefined
}

function openTopic(session: Session, target: TopicTarget, args: readonly NamePart[] | undefined) {
  if (args === undefined || typeof target === 'symbol') return undefined
  return typeof target === 'string' ? session.topic(target, `${args[0]}`) : session.topic(target, ...args)
}

// Not by the identity of the definition: one made inside of a component would subscribe anew in every render.
function keyOf(target: TopicTarget, args: readonly NamePart[] | undefined): string {
  if (args === undefined || typeof target === 'symbol') return ''
  if (typeof target === 'string') return JSON.stringify([target, args[0]])
  return JSON.stringify([target.cache, target.nameOf(...args), target.codec.name])
}
