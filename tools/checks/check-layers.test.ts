import { describe, expect, it } from 'vitest'
import { findWrongArrows } from './check-layers.js'

const wrongArrows = (files: Record<string, string>): readonly string[] =>
  findWrongArrows(Object.entries(files).map(([path, text]) => ({ path, text })))

describe('check:layers', () => {
  it.each([
    ['a package above', 'packages/core/src/a.ts', `import '@hallpass/momento'`],
    ['a sibling', 'packages/momento/src/a.ts', `import { x } from '@hallpass/react'`],
    ['a type from above', 'packages/core/src/a.ts', `import type { X } from '@hallpass/react'`],
    ['an inline type from above', 'packages/core/src/a.ts', `export type X = import('@hallpass/server').X`],
    ['a re-export from above', 'packages/server/src/a.ts', `export * from '@hallpass/gateway'`],
    [
      'a dynamic import from above',
      'packages/core/src/a.ts',
      `export const x = () => import('@hallpass/react')`,
    ],
    ['a computed import', 'packages/core/src/a.ts', `export const x = (name: string) => import(name)`],
    ['a subpath from above', 'packages/core/src/a.ts', `import '@hallpass/testing/contracts'`],
    ['the test kit in shipped code', 'packages/momento/src/a.ts', `import '@hallpass/testing'`],
    ['what supports tests in shipped code', 'packages/react/src/test-support/a.ts', `import 'vitest'`],
    ['itself by its public name', 'packages/core/src/a.ts', `import '@hallpass/core/scope'`],
    ['react in core', 'packages/core/src/a.ts', `import { useState } from 'react'`],
    ['storage of others outside the environment', 'packages/core/src/store/a.ts', `import 'idb-keyval'`],
    ['Node in core', 'packages/core/src/a.ts', `import 'node:crypto'`],
    ['Node in a transport', 'packages/momento/src/a.ts', `import 'node:http'`],
    ['another package by a path', 'packages/react/src/a.ts', `import '../../core/src/index.js'`],
    ['an example', 'packages/react/src/a.ts', `import '../../../examples/chat/src/app.js'`],
    ['a test from above', 'packages/server/src/a.test.ts', `import '@hallpass/gateway'`],
    ['from a package without a rule', 'packages/new/src/a.ts', `import '@hallpass/core'`],
    ['upwards in core', 'packages/core/src/scope/a.ts', `import type { X } from '../token/token.js'`],
    ['impurely in core', 'packages/core/src/session/a.ts', `import type { X } from '../store/listeners.js'`],
    [
      'the top of core from a folder',
      'packages/core/src/store/a.ts',
      `import type { X } from '../create-session.js'`,
    ],
    ['in a folder of core without a rule', 'packages/core/src/misc/a.ts', `import '../scope/scope.js'`],
  ])('sees %s', (_, path, text) => {
    expect(wrongArrows({ [path]: text })).toEqual([expect.stringContaining(`${path}:1 imports `)])
  })

  it.each([
    [
      'what stands below',
      'packages/gateway/src/a.ts',
      `import '@hallpass/core/scope'\nimport '@hallpass/server'`,
    ],
    ['what a package may use of others', 'packages/core/src/environment/a.ts', `import 'idb-keyval'`],
    ['a subpath of what it may use', 'packages/react/src/a.tsx', `import 'react/jsx-runtime'`],
    ['Node where a server is', 'packages/gateway/src/a.ts', `import 'node:http'`],
    [
      'the test kit in tests',
      'packages/core/src/store/a.test.ts',
      `import '@hallpass/testing'\nimport 'vitest'`,
    ],
    [
      'the test kit in what supports tests',
      'packages/gateway/test-support/a.ts',
      `import '@hallpass/testing'`,
    ],
    ['downwards in core', 'packages/core/src/store/a.ts', `import '../session/transition.js'`],
    ['anything from the top of core', 'packages/core/src/create-session.ts', `import './store/store.js'`],
    ['packages in examples', 'examples/chat/src/a.ts', `import '@hallpass/react'\nimport './b.js'`],
    [
      'anything in tests that span packages',
      'test/end-to-end/a.test.ts',
      `import '../../examples/chat/server/start.js'`,
    ],
  ])('lets pass %s', (_, path, text) => {
    expect(wrongArrows({ [path]: text })).toEqual([])
  })

  it('sees files in a cycle, also one of types alone', () => {
    const files = {
      'packages/core/src/scope/a.ts': `import type { B } from './b.js'`,
      'packages/core/src/scope/b.ts': `export type { C } from './c.js'`,
      'packages/core/src/scope/c.ts': `import { a } from './a.js'`,
    }
    expect(wrongArrows(files)).toEqual([
      expect.stringContaining('files in a cycle: packages/core/src/scope/a.ts → '),
    ])
  })

  it('sees folders in a cycle though no file is', () => {
    const files = {
      'packages/server/src/issuers/a.ts': `import '../verifier/b.js'`,
      'packages/server/src/issuers/c.ts': '',
      'packages/server/src/verifier/b.ts': '',
      'packages/server/src/verifier/d.ts': `import '../issuers/c.js'`,
    }
    expect(wrongArrows(files)).toEqual([
      'folders in a cycle: packages/server/src/issuers → packages/server/src/verifier → packages/server/src/issuers',
    ])
  })

  it('sees a cycle among tests and among components, once', () => {
    const files = {
      'packages/react/src/a.tsx': `import './b.js'`,
      'packages/react/src/b.tsx': `import './a.js'`,
      'test/end-to-end/a.ts': `import './b.js'`,
      'test/end-to-end/b.ts': `import './a.js'`,
    }
    expect(wrongArrows(files).filter(problem => problem.startsWith('files'))).toHaveLength(2)
    expect(wrongArrows(files).filter(problem => problem.includes('test/'))).toHaveLength(1)
  })
})
