import { z } from 'zod'

/** Who somebody came in as. */
export interface Account {
  readonly name: string
  readonly role: 'member' | 'guest'
  /** The stable name that their tokens carry. */
  readonly subject: string
}

const CredentialsSchema = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,23}$/u),
  role: z.enum(['member', 'guest']),
})

/** Reads what the sign-in page sent; undefined when it names nobody. There is no password: this is a demo. */
export function parseAccount(value: unknown): Account | undefined {
  const parsed = CredentialsSchema.safeParse(value)
  if (!parsed.success) return undefined
  const { role } = parsed.data
  const name = parsed.data.name.normalize('NFC')
  return { name, role, subject: `${role}:${name}` }
}
