import type { PolicyStatement } from '../../lambda/resources.ts'
import { unknownOperators } from './conditions.ts'

/** Statements of a policy document for an identity, or what is wrong with it (IAM: grammar of the JSON policy language). */
export function readIdentityPolicy(document: unknown): readonly PolicyStatement[] | string {
  if (!isObject(document)) return 'a policy is a JSON object'
  const listed = [document.Statement].flat()
  for (const [at, statement] of listed.entries()) {
    const fault = faultOf(statement)
    if (fault) return `statement ${at + 1}: ${fault}`
  }
  return listed.length > 0 ? (listed as PolicyStatement[]) : 'Statement is empty'
}

function faultOf(statement: unknown): string | undefined {
  if (!isObject(statement)) return 'is no object'
  const { Effect, Action, NotAction, Resource, NotResource, Condition, ...more } = statement
  if (Effect !== 'Allow' && Effect !== 'Deny') return 'Effect is Allow or Deny'
  if ((Action === undefined) === (NotAction === undefined)) return 'it has either Action or NotAction'
  if ((Resource === undefined) === (NotResource === undefined)) return 'it has either Resource or NotResource'
  const texts = [Action, NotAction, Resource, NotResource].flat().filter((each) => each !== undefined)
  if (!texts.every((each) => typeof each === 'string')) return 'actions and resources are texts'
  const strange = Object.keys(more).filter((name) => name !== 'Sid')
  if (strange.length > 0) return `an identity's policy has no ${strange.join(', ')}`
  return Condition === undefined ? undefined : faultOfCondition(Condition)
}

function faultOfCondition(condition: unknown): string | undefined {
  if (!isObject(condition) || !Object.values(condition).every(isObject)) return 'Condition maps operators to keys'
  const unknown = unknownOperators(condition as PolicyStatement['Condition'])
  return unknown.length > 0 ? `unknown condition operators ${unknown.join(', ')}` : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
