import { skipToken } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { type CallArguments, type CallRest, splitCall } from './call-arguments.js'

const options = { limit: 1 }

test.each<[string, CallRest<typeof options>, CallArguments<typeof options>]>([
  ['nothing', [], { args: [], options: undefined }],
  ['names', ['a', 1], { args: ['a', 1], options: undefined }],
  ['options alone', [options], { args: [], options }],
  ['names and options', ['a', options], { args: ['a'], options }],
  ['options that are undefined', ['a', undefined], { args: ['a'], options: undefined }],
  ['one name unknown', ['a', skipToken], { args: undefined, options: undefined }],
  ['one name unknown, and options', [skipToken, 'b', options], { args: undefined, options }],
])('%s', (_, rest, expected) => {
  expect(splitCall(rest)).toEqual(expected)
})
