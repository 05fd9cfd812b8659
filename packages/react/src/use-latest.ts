'use client'
import { type RefObject, useEffect, useRef } from 'react'

/** What the last render was given, for callbacks that must not be a reason to begin anew. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
