import { createCapacityProvider } from './capacity-providers/create-capacity-provider.ts'
import { deleteCapacityProvider } from './capacity-providers/delete-capacity-provider.ts'
import { getCapacityProvider } from './capacity-providers/get-capacity-provider.ts'
import { listCapacityProviders } from './capacity-providers/list-capacity-providers.ts'
import { listFunctionVersionsByCapacityProvider } from './capacity-providers/list-function-versions-by-capacity-provider.ts'
import { updateCapacityProvider } from './capacity-providers/update-capacity-provider.ts'
import { createCodeSigningConfig } from './code-signing/create-code-signing-config.ts'
import { deleteCodeSigningConfig } from './code-signing/delete-code-signing-config.ts'
import { deleteFunctionCodeSigningConfig } from './code-signing/delete-function-code-signing-config.ts'
import { getCodeSigningConfig } from './code-signing/get-code-signing-config.ts'
import { getFunctionCodeSigningConfig } from './code-signing/get-function-code-signing-config.ts'
import { listCodeSigningConfigs } from './code-signing/list-code-signing-configs.ts'
import { listFunctionsByCodeSigningConfig } from './code-signing/list-functions-by-code-signing-config.ts'
import { putFunctionCodeSigningConfig } from './code-signing/put-function-code-signing-config.ts'
import { updateCodeSigningConfig } from './code-signing/update-code-signing-config.ts'
import { checkpointDurableExecution } from './durable-executions/checkpoint-durable-execution.ts'
import { getDurableExecution } from './durable-executions/get-durable-execution.ts'
import { getDurableExecutionHistory } from './durable-executions/get-durable-execution-history.ts'
import { getDurableExecutionState } from './durable-executions/get-durable-execution-state.ts'
import { listDurableExecutionsByFunction } from './durable-executions/list-durable-executions-by-function.ts'
import { sendDurableExecutionCallbackFailure } from './durable-executions/send-durable-execution-callback-failure.ts'
import { sendDurableExecutionCallbackHeartbeat } from './durable-executions/send-durable-execution-callback-heartbeat.ts'
import { sendDurableExecutionCallbackSuccess } from './durable-executions/send-durable-execution-callback-success.ts'
import { stopDurableExecution } from './durable-executions/stop-durable-execution.ts'
import { deleteFunctionEventInvokeConfig } from './event-invoke-configs/delete-function-event-invoke-config.ts'
import { getFunctionEventInvokeConfig } from './event-invoke-configs/get-function-event-invoke-config.ts'
import { listFunctionEventInvokeConfigs } from './event-invoke-configs/list-function-event-invoke-configs.ts'
import { putFunctionEventInvokeConfig } from './event-invoke-configs/put-function-event-invoke-config.ts'
import { updateFunctionEventInvokeConfig } from './event-invoke-configs/update-function-event-invoke-config.ts'
import { createEventSourceMapping } from './event-source-mappings/create-event-source-mapping.ts'
import { deleteEventSourceMapping } from './event-source-mappings/delete-event-source-mapping.ts'
import { getEventSourceMapping } from './event-source-mappings/get-event-source-mapping.ts'
import { listEventSourceMappings } from './event-source-mappings/list-event-source-mappings.ts'
import { reportMapping } from './event-source-mappings/report-mapping.ts'
import { updateEventSourceMapping } from './event-source-mappings/update-event-source-mapping.ts'
import { createFunctionUrlConfig } from './function-urls/create-function-url-config.ts'
import { deleteFunctionUrlConfig } from './function-urls/delete-function-url-config.ts'
import { getFunctionUrlConfig } from './function-urls/get-function-url-config.ts'
import { listFunctionUrlConfigs } from './function-urls/list-function-url-configs.ts'
import { updateFunctionUrlConfig } from './function-urls/update-function-url-config.ts'
import { addLayerVersionPermission } from './layers/add-layer-version-permission.ts'
import { deleteLayerVersion } from './layers/delete-layer-version.ts'
import { getLayerVersion } from './layers/get-layer-version.ts'
import { getLayerVersionByArn } from './layers/get-layer-version-by-arn.ts'
import { getLayerVersionPolicy } from './layers/get-layer-version-policy.ts'
import { listLayerVersions } from './layers/list-layer-versions.ts'
import { listLayers } from './layers/list-layers.ts'
import { publishLayerVersion } from './layers/publish-layer-version.ts'
import { removeLayerVersionPermission } from './layers/remove-layer-version-permission.ts'
import type { Operation } from './operation-context.ts'
import { deleteProvisionedConcurrencyConfig } from './provisioned-concurrency/delete-provisioned-concurrency-config.ts'
import { getProvisionedConcurrencyConfig } from './provisioned-concurrency/get-provisioned-concurrency-config.ts'
import { listProvisionedConcurrencyConfigs } from './provisioned-concurrency/list-provisioned-concurrency-configs.ts'
import { putProvisionedConcurrencyConfig } from './provisioned-concurrency/put-provisioned-concurrency-config.ts'
import { reportProvisioned } from './provisioned-concurrency/report-provisioned.ts'
import { getFunctionScalingConfig } from './scaling/get-function-scaling-config.ts'
import { putFunctionScalingConfig } from './scaling/put-function-scaling-config.ts'

/** Everything around functions: what listens to them, scales them, signs them, and what they are layered on. */
export const resourceOperations = {
  // capacity providers
  CreateCapacityProvider: createCapacityProvider,
  DeleteCapacityProvider: deleteCapacityProvider,
  GetCapacityProvider: getCapacityProvider,
  ListCapacityProviders: listCapacityProviders,
  ListFunctionVersionsByCapacityProvider: listFunctionVersionsByCapacityProvider,
  UpdateCapacityProvider: updateCapacityProvider,
  // code signing
  CreateCodeSigningConfig: createCodeSigningConfig,
  DeleteCodeSigningConfig: deleteCodeSigningConfig,
  DeleteFunctionCodeSigningConfig: deleteFunctionCodeSigningConfig,
  GetCodeSigningConfig: getCodeSigningConfig,
  GetFunctionCodeSigningConfig: getFunctionCodeSigningConfig,
  ListCodeSigningConfigs: listCodeSigningConfigs,
  ListFunctionsByCodeSigningConfig: listFunctionsByCodeSigningConfig,
  PutFunctionCodeSigningConfig: putFunctionCodeSigningConfig,
  UpdateCodeSigningConfig: updateCodeSigningConfig,
  // durable executions
  CheckpointDurableExecution: checkpointDurableExecution,
  GetDurableExecutionHistory: getDurableExecutionHistory,
  GetDurableExecutionState: getDurableExecutionState,
  GetDurableExecution: getDurableExecution,
  ListDurableExecutionsByFunction: listDurableExecutionsByFunction,
  SendDurableExecutionCallbackFailure: sendDurableExecutionCallbackFailure,
  SendDurableExecutionCallbackHeartbeat: sendDurableExecutionCallbackHeartbeat,
  SendDurableExecutionCallbackSuccess: sendDurableExecutionCallbackSuccess,
  StopDurableExecution: stopDurableExecution,
  // event invoke configs
  DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
  GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
  ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
  PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
  UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
  // event source mappings
  CreateEventSourceMapping: createEventSourceMapping,
  DeleteEventSourceMapping: deleteEventSourceMapping,
  GetEventSourceMapping: getEventSourceMapping,
  ListEventSourceMappings: listEventSourceMappings,
  UpdateEventSourceMapping: updateEventSourceMapping,
  'roost:ReportMapping': reportMapping,
  // function urls
  CreateFunctionUrlConfig: createFunctionUrlConfig,
  DeleteFunctionUrlConfig: deleteFunctionUrlConfig,
  GetFunctionUrlConfig: getFunctionUrlConfig,
  ListFunctionUrlConfigs: listFunctionUrlConfigs,
  UpdateFunctionUrlConfig: updateFunctionUrlConfig,
  // layers
  AddLayerVersionPermission: addLayerVersionPermission,
  DeleteLayerVersion: deleteLayerVersion,
  GetLayerVersionByArn: getLayerVersionByArn,
  GetLayerVersionPolicy: getLayerVersionPolicy,
  GetLayerVersion: getLayerVersion,
  ListLayerVersions: listLayerVersions,
  ListLayers: listLayers,
  PublishLayerVersion: publishLayerVersion,
  RemoveLayerVersionPermission: removeLayerVersionPermission,
  // provisioned concurrency
  DeleteProvisionedConcurrencyConfig: deleteProvisionedConcurrencyConfig,
  GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig,
  ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs,
  PutProvisionedConcurrencyConfig: putProvisionedConcurrencyConfig,
  'roost:ReportProvisioned': reportProvisioned,
  // scaling
  GetFunctionScalingConfig: getFunctionScalingConfig,
  PutFunctionScalingConfig: putFunctionScalingConfig,
} satisfies Record<string, Operation>
