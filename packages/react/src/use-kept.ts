'use client'
import { useState } from 'react'

/** The first value given under a key, for as long as the key stays: what is written inline costs nothing. */
export function useKept<T>(value: T, key: string): T {
  const [kept, keep] = useState({ value, key })
  if (kept.key === key) return kept.value
  keep({ value, key })
  return value
}
