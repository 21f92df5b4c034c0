import { fromBase64 } from '../../base/bytes.ts'
import { parseInstant } from '../../base/instant.ts'
import { model } from '../../lambda/model.generated.ts'
import { type Member, type Type } from '../../lambda/model.ts'
import { refuse } from '../../lambda/refusals.ts'

/** A request as it came, its path's labels decoded. */
export interface RawInput {
  labels: Readonly<Record<string, string>>
  query: URLSearchParams
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>
  body: Uint8Array
}

type Input = Record<string, unknown>

/**
 * The input of an operation, under the API's member names: blobs as bytes, timestamps as seconds since the epoch. Throws
 * Refused when the body is no JSON, or a member has another type than its own. Unknown members and nulls are left out.
 */
export function decodeInput(operation: string, raw: RawInput): Input {
  const structure = model.structures[model.operations[operation]!.input] ?? {}
  const members = Object.entries(structure)
  const hasBody = members.some(([, member]) => member.in === undefined)
  const body = hasBody ? readBody(raw.body) : {}
  const input: Input = {}
  for (const [name, member] of members) {
    const value = readMember(name, member, raw, body)
    if (value !== undefined && value !== null) input[name] = value
  }
  return input
}

function readMember(name: string, member: Member, raw: RawInput, body: Input): unknown {
  switch (member.in) {
    case 'label':
      return fromText(raw.labels[name], member.type)
    case 'query':
      return typeof member.type === 'object'
        ? repeated(raw.query.getAll(member.as!))
        : fromText(raw.query.get(member.as!) ?? undefined, member.type)
    case 'header':
      return fromText(raw.headers.get(member.as!.toLowerCase()), member.type)
    case 'payload':
      return member.type === 'blob' ? raw.body : fromJson(readBody(raw.body), member.type)
    default:
      return Object.hasOwn(body, name) ? fromJson(body[name], member.type) : undefined
  }
}

/** A list of nothing is none. */
const repeated = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined)

const strict = new TextDecoder('utf-8', { fatal: true })

function readBody(bytes: Uint8Array): Input {
  if (bytes.length === 0) return {}
  let value: unknown
  try {
    value = JSON.parse(strict.decode(bytes))
  } catch {
    return refuse('SerializationException', 'Could not parse request body into json.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('SerializationException', 'Start of structure or map found where not expected.')
  return value as Input
}

/** Labels, queries and headers. */
function fromText(text: string | undefined, type: Type): unknown {
  if (text === undefined) return undefined
  if (type === 'number') return /^-?\d+$/.test(text) ? Number(text) : mistyped('STRING_VALUE', 'Integer')
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : mistyped('STRING_VALUE', 'Boolean'))
  if (type === 'timestamp') return instant(text)
  return text
}

function fromJson(value: unknown, type: Type): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof type === 'object') return composite(value, type)
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : mistyped(kindOf(value), 'String')
    case 'number':
      return typeof value === 'number' ? value : mistyped(kindOf(value), 'Integer')
    case 'boolean':
      return typeof value === 'boolean' ? value : mistyped(kindOf(value), 'Boolean')
    case 'timestamp':
      return typeof value === 'number'
        ? value
        : typeof value === 'string'
          ? instant(value)
          : mistyped(kindOf(value), 'Date')
    case 'blob':
      return typeof value === 'string' ? blob(value) : mistyped(kindOf(value), 'Blob')
    default:
      return value
  }
}

function composite(value: unknown, type: Exclude<Type, string>): unknown {
  if ('list' in type) {
    if (!Array.isArray(value)) return mistyped(kindOf(value), 'List')
    return value.map((item) => fromJson(item, type.list))
  }
  if (typeof value !== 'object' || Array.isArray(value)) return mistyped(kindOf(value), 'Structure')
  const source = value as Input
  if ('map' in type)
    return Object.fromEntries(Object.entries(source).map(([key, item]) => [key, fromJson(item, type.map)]))
  const known = Object.entries(model.structures[type.structure] ?? {})
  const read = known.map(([name, member]) => [
    name,
    Object.hasOwn(source, name) ? fromJson(source[name], member.type) : undefined,
  ])
  return Object.fromEntries(read.filter(([, member]) => member !== undefined))
}

function blob(base64: string): Uint8Array {
  try {
    return fromBase64(base64)
  } catch {
    return refuse('SerializationException', 'Invalid base64 in a blob member.')
  }
}

function instant(text: string): number {
  const ms = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseInstant(text)
  return Number.isNaN(ms) ? mistyped('STRING_VALUE', 'Date') : ms / 1000
}

const kindOf = (value: unknown): string =>
  typeof value === 'string'
    ? 'STRING_VALUE'
    : typeof value === 'number'
      ? 'NUMBER_VALUE'
      : typeof value === 'boolean'
        ? `${value ? 'TRUE' : 'FALSE'}_VALUE`
        : 'START_OBJECT'

const mistyped = (found: string, wanted: string): never =>
  refuse('SerializationException', `${found} can not be converted to ${wanted === 'Integer' ? 'an' : 'a'} ${wanted}`)
