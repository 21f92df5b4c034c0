import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Shape } from '../lambda/constraint.ts'
import { members, shapes } from '../lambda/constraints.generated.ts'
import { model } from '../lambda/model.generated.ts'
import { exceptions } from '../lambda/refusals.ts'
import { operations } from './execute.ts'
import { arnOf, Bench } from './operations/bench-for-tests.ts'

const invokes = ['Invoke', 'InvokeAsync', 'InvokeWithResponseStream']
const managed = Object.keys(model.operations).filter((operation) => !invokes.includes(operation))

test('every operation of the API that does not invoke has its handler here', () =>
  assert.deepEqual(
    managed.filter((operation) => !operations[operation]),
    [],
  ))

const uuid = '00000000-0000-4000-8000-000000000000'
const arn = 'arn:aws:lambda:us-east-1:111111111111'
/** Texts that patterns let through: what exists on the bench, what could, and what never will. */
const texts = [
  'f', 'none', 'live', '1', '$LATEST', uuid, '111111111111', arnOf('f'), arnOf('f', 'live'),
  'index.handler', 'nodejs24.x', 'lambda:InvokeFunction', 'lambda:GetLayerVersion', 's3.amazonaws.com', '*',
  `${arn}:layer:l`, `${arn}:layer:l:1`, `${arn}:event-source-mapping:${uuid}`, `${arn}:capacity-provider:p`,
  `${arn}:code-signing-config:csc-00000000000000000`, 'arn:aws:iam::111111111111:role/r',
  'arn:aws:sqs:us-east-1:111111111111:q', 'arn:aws:kinesis:us-east-1:111111111111:stream/s', 'e30=', '{}', '',
] // biome-ignore format: a list of texts

/** A value of a shape: mostly such as its constraints let through, at their bounds, sometimes not. */
function valueOf(type: string, shapeName: string, depth: number): fc.Arbitrary<unknown> {
  if (members[shapeName]) return depth > 3 ? fc.constant({}) : inputOf(shapeName, depth + 1)
  const shape = shapes[shapeName] ?? {}
  const { min = 0, max = 10 } = shape
  if (shape.enum) return fc.constantFrom(...shape.enum, ...shape.enum, ...shape.enum, 'Neither')
  if (shape.number) {
    const most = Math.min(max, 2 ** 31)
    return fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(min, Math.min(min + 1, most), most) },
      { weight: 1, arbitrary: fc.constantFrom(min - 1, most + 1) },
    )
  }
  if (shape.list) return fc.array(valueOf('', shape.list, depth + 1), { maxLength: 2 })
  if (shape.key) return fc.dictionary(fc.constantFrom(...texts), valueOf('', shape.value!, depth + 1), { maxKeys: 2 })
  if (type === 'boolean') return fc.boolean()
  if (type === 'blob') return fc.constant(new Uint8Array(3))
  if (type === 'number') return fc.constantFrom(0, 1, -1, 1e9)
  const fitting = texts.filter((text) => fits(text, shape))
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...(fitting.length > 0 ? fitting : texts)) },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...texts), fc.string()) },
  )
}

const fits = (text: string, { pattern, min = 0, max = 1e9 }: Shape): boolean =>
  text.length >= min && text.length <= max && (!pattern || new RegExp(`^(?:${pattern})$`).test(text))

/** An input with some of its members; a required one is rarely left out. */
function inputOf(structure: string, depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const described = Object.entries(members[structure] ?? {})
  const values = described.map(([member, shape]) => {
    const value = valueOf(typeOf(structure, member), shape.replace('!', ''), depth)
    return fc
      .option(value, { nil: undefined, freq: shape.endsWith('!') ? 20 : 1 })
      .map((given) => [member, given] as const)
  })
  return fc.tuple(...values).map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)))
}

function typeOf(structure: string, member: string): string {
  const type = model.structures[structure]?.[member]?.type
  return typeof type === 'string' ? type : ''
}

describe('whatever is asked, the answer is an answer or a refusal that clients know', () => {
  const known = new Set(Object.keys(exceptions))
  for (const operation of managed)
    test(operation, () =>
      fc.assert(
        fc.asyncProperty(inputOf(model.operations[operation]!.input), async (input) => {
          const bench = new Bench()
          bench.addFunction('f', { versions: 1, aliases: { live: '1' } })
          const { refused } = await bench.say(operation, input)
          if (!refused) return
          assert.ok(known.has(refused[0]), refused[0])
          assert.notEqual(refused[0], 'ServiceException')
        }),
        { numRuns: 60, seed: 20_260_701 },
      ),
    )
})
