import { empty, toBase64, utf8 } from '../../base/bytes.ts'
import { model } from '../../lambda/model.generated.ts'
import type { Type } from '../../lambda/model.ts'

export interface WireAnswer {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

/** AWS answers these with 204, whatever the SDK's model says (recorded AWS answer). */
const answered: Readonly<Record<string, number>> = { DeleteFunction: 204 }

/** An operation's output as HTTP: members where the model puts them, bodies in the model's order. */
export function encodeOutput(operation: string, output: Readonly<Record<string, unknown>>): WireAnswer {
  const { output: structure, status } = model.operations[operation]!
  const answer: WireAnswer = { status: answered[operation] ?? status, headers: {}, body: empty }
  const body: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(model.structures[structure] ?? {})) {
    const value = output[name]
    if (value === undefined) continue
    if (member.in === 'status') answer.status = value as number
    else if (member.in === 'header') answer.headers[member.as!] = String(value as string | number)
    else if (member.in === 'payload') answer.body = value as Uint8Array
    else body[name] = toJson(value, member.type)
  }
  if (answer.status === 204 || answer.body.length > 0) return answer
  return {
    ...answer,
    headers: { ...answer.headers, 'Content-Type': 'application/json' },
    body: utf8(JSON.stringify(body)),
  }
}

function toJson(value: unknown, type: Type): unknown {
  if (value === undefined || value === null) return value
  if (value instanceof Uint8Array) return toBase64(value)
  if (typeof type === 'string') return value
  if ('list' in type) return (value as unknown[]).map((item) => toJson(item, type.list))
  if ('map' in type)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item, type.map)]))
  const known = Object.entries(model.structures[type.structure] ?? {})
  const source = value as Record<string, unknown>
  return Object.fromEntries(known.map(([name, member]) => [name, toJson(source[name], member.type)]))
}
