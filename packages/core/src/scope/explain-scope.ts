import { binaryFromBase64 } from '../bytes/base64.js'
import { percentFromText } from '../bytes/percent.js'
import { isObject, readFields } from './read-fields.js'
import { PERMISSION_FIELDS, readRule, SCOPE_FIELDS } from './read-scope.js'
import { maxBytesOf, readSelector, SELECTOR_FORMS, type SelectorForms } from './read-selector.js'
import { isRole, kindOf } from './role.js'
import type { ScopeProblem } from './scope-problem.js'

/**
 * Puts into words why `readScope` refused a value. It decides nothing: the readers say which part they refuse, down to
 * the selector, and apart from them nobody needs the words.
 */
export function explainScope(value: unknown, maxPermissions: number): ScopeProblem {
  const fields = readFields(value, SCOPE_FIELDS)
  if (fields === undefined) return explainFields(value, SCOPE_FIELDS, '')
  const permissions = fields.permissions
  if (!Array.isArray(permissions)) return { path: 'permissions', message: 'must be an array' }
  if (permissions.length < 1 || permissions.length > maxPermissions)
    return { path: 'permissions', message: `must be 1 to ${maxPermissions}` }
  const index = permissions.findIndex(permission => readRule(permission) === undefined)
  return explainPermission(permissions[index], `permissions[${index}]`)
}

function explainPermission(permission: unknown, path: string): ScopeProblem {
  const fields = readFields(permission, PERMISSION_FIELDS)
  if (fields === undefined) return explainFields(permission, PERMISSION_FIELDS, path)
  const role = fields.role
  if (!isRole(role)) return { path: `${path}.role`, message: 'is not a role' }
  const kind = kindOf(role)
  const other = kind === 'item' ? 'topic' : 'item'
  if (other in fields) return { path: `${path}.${other}`, message: 'does not go with this role' }
  const wrong = readSelector(fields.cache, SELECTOR_FORMS.cache) === undefined ? 'cache' : kind
  return explainSelector(fields[wrong], SELECTOR_FORMS[wrong], `${path}.${wrong}`)
}

function explainSelector(value: unknown, forms: SelectorForms, path: string): ScopeProblem {
  if (typeof value === 'string') return { path, message: messageOf(value, forms[0]) }
  if (value === undefined) return { path, message: 'is missing' }
  if (typeof value !== 'object') return { path, message: 'must be a string or an object' }
  const fields = readFields(value, forms)
  if (fields === undefined) return explainFields(value, forms, path)
  const [form, ...others] = Object.keys(fields)
  if (form === undefined || others.length > 0)
    return { path, message: `must have one of ${forms.join(', ')}` }
  return { path: `${path}.${form}`, message: messageOf(fields[form], form) }
}

function messageOf(value: unknown, form: string): string {
  if (typeof value !== 'string') return 'must be a string'
  if (value === '') return 'must not be empty'
  if (form.endsWith('Base64') && binaryFromBase64(value) === undefined) return 'is not base64'
  if (percentFromText(value) === undefined) return 'has a lone surrogate'
  return `is longer than ${maxBytesOf(form)} bytes`
}

function explainFields(value: unknown, known: readonly string[], path: string): ScopeProblem {
  const unknown = isObject(value) && Object.keys(value).find(name => !known.includes(name))
  if (typeof unknown !== 'string') return { path, message: 'must be an object' }
  // Paths are shown to people and written to logs; a name chosen to harm there is not.
  const name = /^\w{1,32}$/.test(unknown) ? unknown : '(…)'
  return { path: path === '' ? name : `${path}.${name}`, message: 'is not a known field' }
}
