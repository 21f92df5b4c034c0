import { conflict, constraint, f, fn, missing, nobody, noResource, pattern, type Situation } from './words.ts'

const noLaterQualifier = pattern(String.raw`((?!^\d+$)^[0-9a-zA-Z-_]+$)`)
const noUrlFunction = missing('Function does not exist')
export const urls: Situation[] = [
  ['ListFunctionUrlConfigs', nobody, noUrlFunction],
  ['CreateFunctionUrlConfig', { ...nobody, AuthType: 'NONE' }, noUrlFunction],
  ['CreateFunctionUrlConfig', { FunctionName: fn('nobody'), AuthType: 'NONE' }, noUrlFunction],
  ['CreateFunctionUrlConfig', { ...f, Qualifier: 'none', AuthType: 'NONE' }, noUrlFunction],
  [
    'CreateFunctionUrlConfig',
    { ...f, Qualifier: 'url', AuthType: 'NONE' },
    conflict(
      `Failed to create function url config for [functionArn = ${fn('f:url')}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    ),
  ],
  ...['1', '2', '$LATEST'].flatMap((Qualifier) =>
    ['GetFunctionUrlConfig', 'DeleteFunctionUrlConfig', 'CreateFunctionUrlConfig', 'UpdateFunctionUrlConfig'].map(
      (operation): Situation => [
        operation,
        { ...f, Qualifier, ...(operation.startsWith('Create') && { AuthType: 'NONE' }) },
        constraint('qualifier', `'${Qualifier}'`, noLaterQualifier),
      ],
    ),
  ),
  ['GetFunctionUrlConfig', f, noResource],
  ['DeleteFunctionUrlConfig', f, noResource],
  ['UpdateFunctionUrlConfig', { ...f, AuthType: 'NONE' }, noResource],
]
