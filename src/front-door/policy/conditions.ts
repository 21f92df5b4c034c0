import { parseInstant } from '../../base/instant.ts'
import type { PolicyStatement } from '../../lambda/resources.ts'
import { inRange } from './ip-range.ts'
import { type Ask, fillIn, literal, matchesPattern } from './text-pattern.ts'

type Compare = (wanted: string, actual: string) => boolean

const numeric = (holds: (actual: number, wanted: number) => boolean): Compare => comparing(Number, holds)
const date = (holds: (actual: number, wanted: number) => boolean): Compare => comparing(moment, holds)
const comparing =
  (read: (text: string) => number, holds: (actual: number, wanted: number) => boolean): Compare =>
  (wanted, actual) =>
    holds(read(actual), read(literal(wanted)))

/** Epoch seconds, or ISO 8601. */
const moment = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseInstant(text))

const equals: Compare = (wanted, actual) => literal(wanted) === actual
const equalsIgnoringCase: Compare = (wanted, actual) => literal(wanted).toLowerCase() === actual.toLowerCase()
/** The six parts of ARNs are compared one by one: no wildcard reaches over a colon, but in the last. */
const arnLike: Compare = (wanted, actual) => {
  const [pattern, arn] = [partsOf(wanted), partsOf(actual)]
  return pattern.length === arn.length && pattern.every((part, at) => matchesPattern(part, arn[at]!))
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}

/** IAM: condition operators. The name, how one value is compared, and whether it says not. */
const operators: Readonly<Record<string, { compare: Compare; negated?: true }>> = {
  StringEquals: { compare: equals },
  StringNotEquals: { compare: equals, negated: true },
  StringEqualsIgnoreCase: { compare: equalsIgnoringCase },
  StringNotEqualsIgnoreCase: { compare: equalsIgnoringCase, negated: true },
  StringLike: { compare: matchesPattern },
  StringNotLike: { compare: matchesPattern, negated: true },
  ArnEquals: { compare: arnLike },
  ArnNotEquals: { compare: arnLike, negated: true },
  ArnLike: { compare: arnLike },
  ArnNotLike: { compare: arnLike, negated: true },
  NumericEquals: { compare: numeric((actual, wanted) => actual === wanted) },
  NumericNotEquals: { compare: numeric((actual, wanted) => actual === wanted), negated: true },
  NumericLessThan: { compare: numeric((actual, wanted) => actual < wanted) },
  NumericLessThanEquals: { compare: numeric((actual, wanted) => actual <= wanted) },
  NumericGreaterThan: { compare: numeric((actual, wanted) => actual > wanted) },
  NumericGreaterThanEquals: { compare: numeric((actual, wanted) => actual >= wanted) },
  DateEquals: { compare: date((actual, wanted) => actual === wanted) },
  DateNotEquals: { compare: date((actual, wanted) => actual === wanted), negated: true },
  DateLessThan: { compare: date((actual, wanted) => actual < wanted) },
  DateLessThanEquals: { compare: date((actual, wanted) => actual <= wanted) },
  DateGreaterThan: { compare: date((actual, wanted) => actual > wanted) },
  DateGreaterThanEquals: { compare: date((actual, wanted) => actual >= wanted) },
  Bool: { compare: equalsIgnoringCase },
  BinaryEquals: { compare: equals },
  IpAddress: { compare: (wanted, actual) => inRange(literal(wanted), actual) },
  NotIpAddress: { compare: (wanted, actual) => inRange(literal(wanted), actual), negated: true },
}

const operatorPattern = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/

/** Names of operators that nobody knows. */
export const unknownOperators = (condition: PolicyStatement['Condition'] = {}): string[] =>
  Object.keys(condition).filter((name) => {
    const operator = operatorPattern.exec(name)?.[2]
    return operator === undefined || (operator !== 'Null' && !Object.hasOwn(operators, operator))
  })

/** All of a statement's conditions. What cannot be understood counts as the safer of both: `otherwise`. */
export function conditionsHold(condition: PolicyStatement['Condition'], ask: Ask, otherwise: boolean): boolean {
  for (const name in condition) {
    const [, quantifier, operator = '', ifExists] = operatorPattern.exec(name) ?? []
    for (const [key, listed] of Object.entries(condition[name]!)) {
      const wanted = [listed].flat().map(String)
      const actual = ask(key.toLowerCase())
      const holds =
        operator === 'Null'
          ? wanted.some((each) => (each.toLowerCase() === 'true') === (actual === undefined))
          : Object.hasOwn(operators, operator)
            ? holdsFor(operators[operator]!, { wanted, actual, quantifier, ifExists: ifExists !== undefined }, ask)
            : otherwise
      if (!holds) return false
    }
  }
  return true
}

interface Comparison {
  wanted: readonly string[]
  actual: readonly string[] | undefined
  quantifier?: string
  ifExists: boolean
}

function holdsFor(
  { compare, negated = false }: { compare: Compare; negated?: boolean },
  { wanted, actual, quantifier, ifExists }: Comparison,
  ask: Ask,
): boolean {
  if (actual === undefined || actual.length === 0)
    return ifExists || quantifier === 'ForAllValues' || (negated && quantifier === undefined)
  const patterns = wanted.map((each) => fillIn(each, ask)).filter((each) => each !== undefined)
  const satisfied = (value: string): boolean => patterns.some((pattern) => compare(pattern, value)) !== negated
  return quantifier === 'ForAnyValue' ? actual.some(satisfied) : actual.every(satisfied)
}
