import type { Clock } from '../base/clock.ts'
import type { AccountId } from '../base/identity.ts'
import { isoInstant } from '../base/instant.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Scope } from '../lambda/arn.ts'
import { crossAccountOperations } from '../lambda/cross-account.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { Identity } from './authenticate.ts'
import { evaluateIdentityPolicy, evaluateResourcePolicy, type Opinion, type Question } from './policy/evaluate.ts'
import { type Acted, resourceOf } from './resource-of.ts'

/** Where a request came from, for the conditions of policies. */
export interface Origin {
  sourceIp: string
  secure: boolean
  userAgent: string
}

/** Operations that ask for the permission of another. */
const actions: Readonly<Record<string, string>> = {
  Invoke: 'InvokeFunction',
  InvokeAsync: 'InvokeFunction',
  InvokeWithResponseStream: 'InvokeFunction',
  GetLayerVersionByArn: 'GetLayerVersion',
}

export interface Asked {
  identity: Identity
  origin: Origin
  /** With its service: `lambda:InvokeFunction`. */
  action: string
  on: Acted
  /** Of a Lambda operation, for `lambda:` condition keys. */
  input?: object
}

/** May this identity do this? IAM's rules: an explicit deny wins; within an account one yes is enough, across accounts both are needed. */
export class Authorizer {
  readonly #catalog: Pick<Catalog, 'get'>
  readonly #clock: Clock

  constructor(catalog: Pick<Catalog, 'get'>, clock: Clock) {
    this.#catalog = catalog
    this.#clock = clock
  }

  /** A Lambda operation on its decoded input. */
  refuseOperation(
    operation: string,
    input: Readonly<Record<string, unknown>>,
    { identity, origin }: { identity: Identity; origin: Origin },
  ): Refusal | undefined {
    const on = resourceOf(operation, input, identity)
    const refusal = this.refuse({ identity, origin, action: `lambda:${actions[operation] ?? operation}`, on, input })
    const stranger = on.account !== identity.account && !crossAccountOperations.has(operation)
    return refusal && stranger ? { ...refusal, message: null } : refusal
  }

  refuse(asked: Asked): Refusal | undefined {
    const { identity, on } = asked
    const statements = on.policyKey === undefined ? undefined : this.#catalog.get('policy', on.policyKey)?.statements
    const sameAccount = on.account === identity.account
    if (identity.policy === undefined && statements === undefined && sameAccount) return undefined
    const question = this.#questionOf(asked)
    const own = identity.policy === undefined ? 'allow' : evaluateIdentityPolicy(identity.policy, question)
    const its = statements === undefined ? 'silent' : evaluateResourcePolicy(statements, question)
    const because = sameAccount ? reasonWithin(own, its) : reasonAcross(own, its)
    if (because === undefined) return undefined
    return {
      exception: 'AccessDeniedException',
      message: `User: ${identity.principal} is not authorized to perform: ${asked.action} on resource: ${on.arn} ${because.replace('ACTION', asked.action)}`,
    }
  }

  /** Does the policy of the resource let everybody do this, known or not? */
  admitsAnyone(asked: Omit<Asked, 'identity'>, scope: Scope): boolean {
    const { on } = asked
    const statements = on.policyKey === undefined ? undefined : this.#catalog.get('policy', on.policyKey)?.statements
    const anonymous = {
      ...scope,
      account: 'anonymous' as AccountId,
      principal: 'anonymous',
      accessKeyId: '',
      service: '',
    }
    return (
      statements !== undefined &&
      evaluateResourcePolicy(statements, this.#questionOf({ ...asked, identity: anonymous })) === 'allow'
    )
  }

  #questionOf({ identity, origin, action, on, input: said = {} }: Asked): Question {
    const input = said as Readonly<Record<string, unknown>>
    const now = this.#clock.now()
    const values: Record<string, () => unknown> = {
      'aws:currenttime': () => isoInstant(now),
      'aws:epochtime': () => Math.floor(now / 1000),
      'aws:principalaccount': () => identity.account,
      'aws:principalarn': () => identity.principal,
      'aws:principaltype': () => principalType(identity.principal),
      'aws:requestedregion': () => identity.region,
      'aws:resourceaccount': () => on.account,
      'aws:securetransport': () => origin.secure,
      'aws:sourceip': () => origin.sourceIp,
      'aws:useragent': () => origin.userAgent,
      'aws:username': () => /^arn:aws:iam::\d+:user\/(?:.*\/)?([^/]+)$/.exec(identity.principal)?.[1],
      'lambda:functionarn': () => functionArnOf(input, identity),
      'lambda:functionurlauthtype': () => input.FunctionUrlAuthType ?? input.AuthType,
      'lambda:invokedviafunctionurl': () => input.InvokedViaFunctionUrl,
      'lambda:layer': () => input.Layers,
      'lambda:principal': () => input.Principal,
    }
    return {
      action,
      resource: on.arn,
      principal: identity.principal,
      account: identity.account,
      ask(key) {
        const value = Object.hasOwn(values, key) ? values[key]!() : undefined
        return value === undefined || value === null ? undefined : [value].flat().map(String)
      },
    }
  }
}

function reasonWithin(own: Opinion, its: Opinion): string | undefined {
  if (own === 'deny') return 'with an explicit deny in an identity-based policy'
  if (its === 'deny') return 'with an explicit deny in a resource-based policy'
  return own === 'allow' || its === 'allow' ? undefined : 'because no identity-based policy allows the ACTION action'
}

function reasonAcross(own: Opinion, its: Opinion): string | undefined {
  if (own !== 'allow' || its === 'deny') return reasonWithin(own, its)
  return its === 'silent' ? 'because no resource-based policy allows the ACTION action' : undefined
}

function functionArnOf(input: Readonly<Record<string, unknown>>, identity: Identity): string | undefined {
  return typeof input.FunctionName === 'string'
    ? resourceOf('', { FunctionName: input.FunctionName }, identity).arn
    : undefined
}

const principalType = (principal: string): string =>
  principal.endsWith(':root') ? 'Account' : principal.includes(':assumed-role/') ? 'AssumedRole' : 'User'
