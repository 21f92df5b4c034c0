import { getAccountSettings } from './account/get-account-settings.ts'
import { createAlias } from './aliases/create-alias.ts'
import { deleteAlias } from './aliases/delete-alias.ts'
import { getAlias } from './aliases/get-alias.ts'
import { listAliases } from './aliases/list-aliases.ts'
import { updateAlias } from './aliases/update-alias.ts'
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './concurrency/reserved-concurrency.ts'
import type { Operation } from './operation-context.ts'
import { addPermission } from './permissions/add-permission.ts'
import { getPolicy } from './permissions/get-policy.ts'
import { removePermission } from './permissions/remove-permission.ts'
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from './permissions/resource-policy.ts'
import { getFunctionRecursionConfig, putFunctionRecursionConfig } from './recursion/recursion-config.ts'
import {
  getRuntimeManagementConfig,
  putRuntimeManagementConfig,
} from './runtime-management/runtime-management-config.ts'
import { listTags, tagResource, untagResource } from './tags/tags.ts'

/** Who may call a function, under which name, how often, and what is written on it. */
export const governanceOperations = {
  // the account
  GetAccountSettings: getAccountSettings,
  // aliases
  CreateAlias: createAlias,
  DeleteAlias: deleteAlias,
  GetAlias: getAlias,
  ListAliases: listAliases,
  UpdateAlias: updateAlias,
  // permissions
  AddPermission: addPermission,
  DeleteResourcePolicy: deleteResourcePolicy,
  GetPolicy: getPolicy,
  GetResourcePolicy: getResourcePolicy,
  PutResourcePolicy: putResourcePolicy,
  RemovePermission: removePermission,
  // recursion
  GetFunctionRecursionConfig: getFunctionRecursionConfig,
  PutFunctionRecursionConfig: putFunctionRecursionConfig,
  // reserved concurrency
  DeleteFunctionConcurrency: deleteFunctionConcurrency,
  GetFunctionConcurrency: getFunctionConcurrency,
  PutFunctionConcurrency: putFunctionConcurrency,
  // runtime management
  GetRuntimeManagementConfig: getRuntimeManagementConfig,
  PutRuntimeManagementConfig: putRuntimeManagementConfig,
  // tags
  ListTags: listTags,
  TagResource: tagResource,
  UntagResource: untagResource,
} satisfies Record<string, Operation>
