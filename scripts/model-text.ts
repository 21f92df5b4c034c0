import * as sdk from '@aws-sdk/client-lambda'
import type { Member, Model, Place, Type } from '../src/lambda/model.ts'

/** Schemas as the SDK exports them: [kind, namespace, name, traits, …]; see @smithy/types, StaticSchema. */
type Schema = number | Lazy | Traited | Operation | Structure | Collection
type Lazy = () => Schema
type Traited = [Schema, number | Record<string, unknown>]
type Operation = [9, string, string, Traits, () => Structure, () => Structure]
type Structure = [3 | -3 | 4, string, string, Traits, string[], Schema[], number?]
type Collection = [1 | 2 | 0, string, string, Traits, ...Schema[]]
type Traits = number | Record<string, unknown>

const scalars: Record<number, Type> = {
  0: 'string',
  1: 'number',
  2: 'boolean',
  4: 'timestamp',
  7: 'timestamp',
  15: 'document',
  21: 'blob',
  42: 'blob',
}

/** The model of the installed SDK as a source file: the same bytes for the same SDK. */
export function modelText(): string {
  const model = readModel()
  return [
    "import type { Model } from './model.ts'",
    '',
    '// Written by scripts/write-model.ts from the schemas of @aws-sdk/client-lambda.',
    `export const model: Model = ${JSON.stringify(model, undefined, 1)}`,
    '',
  ].join('\n')
}

function readModel(): Model {
  const model: Model = { operations: {}, structures: {}, errors: {} }
  const schemas = Object.entries(sdk)
    .filter(([name]) => name.endsWith('$'))
    .map(([, schema]) => schema as unknown as Schema)
  for (const schema of schemas) {
    if (!Array.isArray(schema)) continue
    if (schema[0] === 9) addOperation(model, schema as Operation)
    else if (schema[0] === -3) addError(model, schema as Structure)
  }
  model.structures = sorted(model.structures)
  model.operations = sorted(model.operations)
  model.errors = sorted(model.errors)
  return model
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

function addOperation(model: Model, [, , name, traits, input, output]: Operation): void {
  const [method, uri, status] = (traits as { http: [string, string, number] }).http
  model.operations[name] = {
    method,
    uri,
    status,
    input: addStructure(model, input()),
    output: addStructure(model, output()),
  }
}

function addError(model: Model, [, , name, traits, names]: Structure): void {
  const spelling = names.includes('Message') ? 'Message' : 'message'
  model.errors[name] = { status: (traits as { httpError?: number }).httpError ?? 500, spelling }
}

function addStructure(model: Model, structure: Structure): string {
  const [, , name, , names, members, required = 0] = structure
  if (name === 'Unit' || !names) return ''
  if (model.structures[name]) return name
  const described: Record<string, Member> = {}
  model.structures[name] = described
  names.forEach((memberName, at) => {
    described[memberName] = {
      ...placeOf(members[at]!),
      ...(at < required && { required: true }),
      type: typeOf(model, members[at]!),
    }
  })
  return name
}

function typeOf(model: Model, schema: Schema): Type {
  if (typeof schema === 'function') return typeOf(model, schema())
  if (typeof schema === 'number') return numbered(schema)
  if (typeof schema[0] !== 'number' || schema.length === 2) return typeOf(model, schema[0] as Schema)
  const [kind, , , , ...rest] = schema as Collection
  if ((kind as number) === 3 || (kind as number) === 4 || (kind as number) === -3)
    return { structure: addStructure(model, schema as unknown as Structure) }
  if (kind === 1) return { list: typeOf(model, rest[0]!) }
  if (kind === 2) return { map: typeOf(model, rest[1]!) }
  return typeOf(model, rest[0]!)
}

function numbered(code: number): Type {
  if (code & 64) return { list: numbered(code & 63) }
  if (code & 128) return { map: numbered(code & 63) }
  return scalars[code] ?? 'string'
}

/** Bit flags as @smithy/core's translateTraits reads them: label 1, payload 16, response code 32; header and query by name. */
function placeOf(schema: Schema): { in?: Place; as?: string } {
  if (!Array.isArray(schema) || schema.length !== 2) return {}
  const traits = schema[1] as Traits
  if (typeof traits === 'number') {
    if (traits & 1) return { in: 'label' }
    if (traits & 16) return { in: 'payload' }
    if (traits & 32) return { in: 'status' }
    return {}
  }
  if (typeof traits.httpHeader === 'string') return { in: 'header', as: traits.httpHeader }
  if (typeof traits.httpQuery === 'string') return { in: 'query', as: traits.httpQuery }
  return traits.httpPayload ? { in: 'payload' } : traits.httpLabel ? { in: 'label' } : {}
}
