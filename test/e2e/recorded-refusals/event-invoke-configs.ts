import { account, constraint, f, fn, invalid, missing, nobody, pattern, region, type Situation } from './words.ts'

const noEventConfig = (name: string) => missing(`The function ${fn(name)} doesn't have an EventInvokeConfig`)
const noFunction = missing("The function doesn't exist.")
const events = (onSuccess: string) => ({ ...f, DestinationConfig: { OnSuccess: { Destination: onSuccess } } })
const wrongDestination = `arn:aws:_-/!lambda:${region}:${account}:function:f`
export const eventInvokeConfigs: Situation[] = [
  ['PutFunctionEventInvokeConfig', { ...nobody, MaximumRetryAttempts: 1 }, noFunction],
  ['PutFunctionEventInvokeConfig', { FunctionName: fn('nobody'), MaximumRetryAttempts: 1 }, noFunction],
  ['PutFunctionEventInvokeConfig', { ...f, Qualifier: 'none', MaximumRetryAttempts: 1 }, noFunction],
  ['PutFunctionEventInvokeConfig', { ...f, Qualifier: '9', MaximumRetryAttempts: 1 }, noFunction],
  [
    'PutFunctionEventInvokeConfig',
    f,
    invalid('You must specify at least one of error handling or destination setting.'),
  ],
  ['PutFunctionEventInvokeConfig', events(fn('nobody')), invalid(`The destination ARN ${fn('nobody')} is invalid.`)],
  [
    'PutFunctionEventInvokeConfig',
    events(fn('f')),
    invalid("You can't specify the function as a destination for itself."),
  ],
  [
    'PutFunctionEventInvokeConfig',
    events(`arn:aws:iam:${region}:${account}:function:f`),
    invalid(
      `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:iam:${region}:${account}:function:f), onFailure=null) is invalid.`,
    ),
  ],
  [
    'PutFunctionEventInvokeConfig',
    { ...f, DestinationConfig: { OnFailure: { Destination: wrongDestination } } },
    constraint(
      'destinationConfig.onFailure.destination',
      `'${wrongDestination}'`,
      pattern(
        String.raw`$|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)`,
      ),
    ),
  ],
  ['DeleteFunctionEventInvokeConfig', f, noEventConfig('f:$LATEST')],
  ['DeleteFunctionEventInvokeConfig', nobody, noEventConfig('nobody:$LATEST')],
  ['GetFunctionEventInvokeConfig', nobody, noEventConfig('nobody:$LATEST')],
  ['GetFunctionEventInvokeConfig', { ...f, Qualifier: 'none' }, noEventConfig('f:none')],
  ['GetFunctionEventInvokeConfig', { ...f, Qualifier: 'live' }, noEventConfig('f:live')],
  ['GetFunctionEventInvokeConfig', { ...f, Qualifier: '1221' }, noEventConfig('f:1221')],
  ['UpdateFunctionEventInvokeConfig', { ...f, MaximumRetryAttempts: 1 }, noEventConfig('f:$LATEST')],
  ['UpdateFunctionEventInvokeConfig', { ...f, Qualifier: 'live', MaximumRetryAttempts: 1 }, noEventConfig('f:live')],
]
