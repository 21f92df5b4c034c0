import { refuse } from '../../../lambda/refusals.ts'
import type { PolicyStatement } from '../../../lambda/resources.ts'

type Fields = Readonly<Record<string, unknown>>

/** Reads the policy that somebody wrote for a resource (IAM: JSON policy elements). Refuses what could never be evaluated. */
export function readPolicyText(text: string): PolicyStatement[] {
  const document = parse(text)
  const statements = [document.Statement ?? []].flat() as unknown[]
  if (statements.length === 0) return refuse('InvalidParameterValueException', words('it has no Statement'))
  return statements.map((statement, at) => checkStatement(statement, `Statement ${at + 1}`))
}

function parse(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text)
    if (isFields(value)) return value
  } catch {
    // Said below, as of every text that is no object.
  }
  return refuse('InvalidParameterValueException', words('it is not a JSON object'))
}

function checkStatement(statement: unknown, where: string): PolicyStatement {
  const fail = (what: string): never => refuse('InvalidParameterValueException', words(`${where} ${what}`))
  if (!isFields(statement)) return fail('is not an object')
  const { Effect, Condition } = statement
  if (Effect !== 'Allow' && Effect !== 'Deny') fail("has an Effect that is neither 'Allow' nor 'Deny'")
  if (statement.Principal === undefined && statement.NotPrincipal === undefined) fail('names no Principal')
  if (statement.Action === undefined && statement.NotAction === undefined) fail('names no Action')
  for (const member of ['Action', 'NotAction', 'Resource', 'NotResource'])
    if (!isTexts(statement[member])) fail(`has a ${member} that is neither a string nor a list of strings`)
  if (Condition !== undefined && !isConditions(Condition))
    fail('has a Condition that is not operators of keys and values')
  return statement as unknown as PolicyStatement
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): boolean =>
  value === undefined || [value].flat().every((each) => typeof each === 'string')

const isConditions = (value: unknown): boolean =>
  isFields(value) && Object.values(value).every((keys) => isFields(keys) && Object.values(keys).every(isTexts))

const words = (because: string): string => `The provided policy is invalid: ${because}.`
