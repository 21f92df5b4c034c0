import type { PolicyStatement } from '../../lambda/resources.ts'
import { conditionsHold } from './conditions.ts'
import { type Asker, meansAsker } from './principal.ts'
import { type Ask, fillIn, matchesPattern } from './text-pattern.ts'

/** May this asker do this to that? */
export interface Question extends Asker {
  /** `lambda:InvokeFunction`. */
  action: string
  /** An ARN, or `*` for actions on no resource. */
  resource: string
  /** Values of condition keys, by their lower-case names. */
  ask: Ask
}

/** 'delegate': the asker's account is meant; then its own policies decide. */
export type Opinion = 'deny' | 'allow' | 'delegate' | 'silent'

/** What the policy of an identity says (IAM: policy evaluation logic). */
export function evaluateIdentityPolicy(statements: readonly PolicyStatement[], question: Question): Opinion {
  let opinion: Opinion = 'silent'
  for (const statement of statements) {
    if (!applies(statement, question)) continue
    if (statement.Effect === 'Deny') return 'deny'
    opinion = 'allow'
  }
  return opinion
}

/** What the policy of a resource says; its statements name whom they mean. */
export function evaluateResourcePolicy(statements: readonly PolicyStatement[], question: Question): Opinion {
  let opinion: Opinion = 'silent'
  for (const statement of statements) {
    const meant = meaning(statement, question)
    if (meant === undefined || !applies(statement, question)) continue
    if (statement.Effect === 'Deny') return 'deny'
    if (meant === 'named') opinion = 'allow'
    else if (opinion === 'silent') opinion = 'delegate'
  }
  return opinion
}

function meaning({ Principal, NotPrincipal }: PolicyStatement, asker: Asker): 'named' | 'account' | undefined {
  if (NotPrincipal === undefined) return meansAsker(Principal, asker)
  return meansAsker(NotPrincipal, asker) === undefined ? 'named' : undefined
}

function applies(statement: PolicyStatement, { action, resource, ask }: Question): boolean {
  const { Action, NotAction, Resource, NotResource, Condition } = statement
  const lower = action.toLowerCase()
  const acts = (patterns: string | readonly string[]) =>
    [patterns].flat().some((pattern) => matchesPattern(fillIn(pattern.toLowerCase(), ask) ?? '', lower))
  if (Action !== undefined ? !acts(Action) : NotAction === undefined || acts(NotAction)) return false
  const covers = (patterns: string | readonly string[]) =>
    [patterns].flat().some((pattern) => matchesPattern(fillIn(pattern, ask) ?? '', resource))
  // The policy of a resource may leave out which one: it is that.
  if (Resource !== undefined && !covers(Resource)) return false
  if (NotResource !== undefined && covers(NotResource)) return false
  return conditionsHold(Condition, ask, statement.Effect === 'Deny')
}
