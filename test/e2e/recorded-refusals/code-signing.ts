import { arn, f, nobody, notFound, type Situation } from './words.ts'

const noSigning = arn('code-signing-config:csc-00000000000000000')
const noSigningConfig = `404 ResourceNotFoundException - Message=The Lambda code signing configuration ${noSigning} can not be found.`
export const codeSigning: Situation[] = [
  ['DeleteCodeSigningConfig', { CodeSigningConfigArn: noSigning }, noSigningConfig],
  ['GetCodeSigningConfig', { CodeSigningConfigArn: noSigning }, noSigningConfig],
  ['UpdateCodeSigningConfig', { CodeSigningConfigArn: noSigning, Description: 'd' }, noSigningConfig],
  ['UpdateCodeSigningConfig', { CodeSigningConfigArn: noSigning }, noSigningConfig],
  ['ListFunctionsByCodeSigningConfig', { CodeSigningConfigArn: noSigning }, noSigningConfig],
  ['DeleteFunctionCodeSigningConfig', nobody, notFound('nobody')],
  ['GetFunctionCodeSigningConfig', nobody, notFound('nobody')],
  ['PutFunctionCodeSigningConfig', nobody, notFound('nobody')],
  ...[f, nobody].map(
    (named): Situation => [
      'PutFunctionCodeSigningConfig',
      { ...named, CodeSigningConfigArn: noSigning },
      `404 CodeSigningConfigNotFoundException User Message=The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${noSigning}.`,
    ],
  ),
]
