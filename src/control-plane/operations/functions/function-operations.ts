import type { Operation } from '../operation-context.ts'
import { createFunction } from './create-function.ts'
import { deleteFunction } from './delete-function.ts'
import { getFunction } from './get-function.ts'
import { getFunctionConfiguration } from './get-function-configuration.ts'
import { listFunctions } from './list-functions.ts'
import { listVersionsByFunction } from './list-versions-by-function.ts'
import { publishVersion } from './publish-version.ts'
import { updateFunctionCode } from './update-function-code.ts'
import { updateFunctionConfiguration } from './update-function-configuration.ts'

/** Functions and their versions. */
export const functionOperations = {
  CreateFunction: createFunction,
  DeleteFunction: deleteFunction,
  GetFunction: getFunction,
  GetFunctionConfiguration: getFunctionConfiguration,
  ListFunctions: listFunctions,
  ListVersionsByFunction: listVersionsByFunction,
  PublishVersion: publishVersion,
  UpdateFunctionCode: updateFunctionCode,
  UpdateFunctionConfiguration: updateFunctionConfiguration,
} satisfies Record<string, Operation>
