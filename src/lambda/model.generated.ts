import type { Model } from './model.ts'

// Written by scripts/write-model.ts from the schemas of @aws-sdk/client-lambda.
export const model: Model = {
 "operations": {
  "AddLayerVersionPermission": {
   "method": "POST",
   "uri": "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
   "status": 201,
   "input": "AddLayerVersionPermissionRequest",
   "output": "AddLayerVersionPermissionResponse"
  },
  "AddPermission": {
   "method": "POST",
   "uri": "/2015-03-31/functions/{FunctionName}/policy",
   "status": 201,
   "input": "AddPermissionRequest",
   "output": "AddPermissionResponse"
  },
  "CheckpointDurableExecution": {
   "method": "POST",
   "uri": "/2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint",
   "status": 200,
   "input": "CheckpointDurableExecutionRequest",
   "output": "CheckpointDurableExecutionResponse"
  },
  "CreateAlias": {
   "method": "POST",
   "uri": "/2015-03-31/functions/{FunctionName}/aliases",
   "status": 201,
   "input": "CreateAliasRequest",
   "output": "AliasConfiguration"
  },
  "CreateCapacityProvider": {
   "method": "POST",
   "uri": "/2025-11-30/capacity-providers",
   "status": 202,
   "input": "CreateCapacityProviderRequest",
   "output": "CreateCapacityProviderResponse"
  },
  "CreateCodeSigningConfig": {
   "method": "POST",
   "uri": "/2020-04-22/code-signing-configs",
   "status": 201,
   "input": "CreateCodeSigningConfigRequest",
   "output": "CreateCodeSigningConfigResponse"
  },
  "CreateEventSourceMapping": {
   "method": "POST",
   "uri": "/2015-03-31/event-source-mappings",
   "status": 202,
   "input": "CreateEventSourceMappingRequest",
   "output": "EventSourceMappingConfiguration"
  },
  "CreateFunction": {
   "method": "POST",
   "uri": "/2015-03-31/functions",
   "status": 201,
   "input": "CreateFunctionRequest",
   "output": "FunctionConfiguration"
  },
  "CreateFunctionUrlConfig": {
   "method": "POST",
   "uri": "/2021-10-31/functions/{FunctionName}/url",
   "status": 201,
   "input": "CreateFunctionUrlConfigRequest",
   "output": "CreateFunctionUrlConfigResponse"
  },
  "DeleteAlias": {
   "method": "DELETE",
   "uri": "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
   "status": 204,
   "input": "DeleteAliasRequest",
   "output": ""
  },
  "DeleteCapacityProvider": {
   "method": "DELETE",
   "uri": "/2025-11-30/capacity-providers/{CapacityProviderName}",
   "status": 202,
   "input": "DeleteCapacityProviderRequest",
   "output": "DeleteCapacityProviderResponse"
  },
  "DeleteCodeSigningConfig": {
   "method": "DELETE",
   "uri": "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
   "status": 204,
   "input": "DeleteCodeSigningConfigRequest",
   "output": "DeleteCodeSigningConfigResponse"
  },
  "DeleteEventSourceMapping": {
   "method": "DELETE",
   "uri": "/2015-03-31/event-source-mappings/{UUID}",
   "status": 202,
   "input": "DeleteEventSourceMappingRequest",
   "output": "EventSourceMappingConfiguration"
  },
  "DeleteFunction": {
   "method": "DELETE",
   "uri": "/2015-03-31/functions/{FunctionName}",
   "status": 200,
   "input": "DeleteFunctionRequest",
   "output": "DeleteFunctionResponse"
  },
  "DeleteFunctionCodeSigningConfig": {
   "method": "DELETE",
   "uri": "/2020-06-30/functions/{FunctionName}/code-signing-config",
   "status": 204,
   "input": "DeleteFunctionCodeSigningConfigRequest",
   "output": ""
  },
  "DeleteFunctionConcurrency": {
   "method": "DELETE",
   "uri": "/2017-10-31/functions/{FunctionName}/concurrency",
   "status": 204,
   "input": "DeleteFunctionConcurrencyRequest",
   "output": ""
  },
  "DeleteFunctionEventInvokeConfig": {
   "method": "DELETE",
   "uri": "/2019-09-25/functions/{FunctionName}/event-invoke-config",
   "status": 204,
   "input": "DeleteFunctionEventInvokeConfigRequest",
   "output": ""
  },
  "DeleteFunctionUrlConfig": {
   "method": "DELETE",
   "uri": "/2021-10-31/functions/{FunctionName}/url",
   "status": 204,
   "input": "DeleteFunctionUrlConfigRequest",
   "output": ""
  },
  "DeleteLayerVersion": {
   "method": "DELETE",
   "uri": "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
   "status": 204,
   "input": "DeleteLayerVersionRequest",
   "output": ""
  },
  "DeleteProvisionedConcurrencyConfig": {
   "method": "DELETE",
   "uri": "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
   "status": 204,
   "input": "DeleteProvisionedConcurrencyConfigRequest",
   "output": ""
  },
  "DeleteResourcePolicy": {
   "method": "DELETE",
   "uri": "/2026-07-09/resource-policy/{ResourceArn}",
   "status": 204,
   "input": "DeleteResourcePolicyRequest",
   "output": ""
  },
  "GetAccountSettings": {
   "method": "GET",
   "uri": "/2016-08-19/account-settings",
   "status": 200,
   "input": "GetAccountSettingsRequest",
   "output": "GetAccountSettingsResponse"
  },
  "GetAlias": {
   "method": "GET",
   "uri": "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
   "status": 200,
   "input": "GetAliasRequest",
   "output": "AliasConfiguration"
  },
  "GetCapacityProvider": {
   "method": "GET",
   "uri": "/2025-11-30/capacity-providers/{CapacityProviderName}",
   "status": 200,
   "input": "GetCapacityProviderRequest",
   "output": "GetCapacityProviderResponse"
  },
  "GetCodeSigningConfig": {
   "method": "GET",
   "uri": "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
   "status": 200,
   "input": "GetCodeSigningConfigRequest",
   "output": "GetCodeSigningConfigResponse"
  },
  "GetDurableExecution": {
   "method": "GET",
   "uri": "/2025-12-01/durable-executions/{DurableExecutionArn}",
   "status": 200,
   "input": "GetDurableExecutionRequest",
   "output": "GetDurableExecutionResponse"
  },
  "GetDurableExecutionHistory": {
   "method": "GET",
   "uri": "/2025-12-01/durable-executions/{DurableExecutionArn}/history",
   "status": 200,
   "input": "GetDurableExecutionHistoryRequest",
   "output": "GetDurableExecutionHistoryResponse"
  },
  "GetDurableExecutionState": {
   "method": "GET",
   "uri": "/2025-12-01/durable-executions/{DurableExecutionArn}/state",
   "status": 200,
   "input": "GetDurableExecutionStateRequest",
   "output": "GetDurableExecutionStateResponse"
  },
  "GetEventSourceMapping": {
   "method": "GET",
   "uri": "/2015-03-31/event-source-mappings/{UUID}",
   "status": 200,
   "input": "GetEventSourceMappingRequest",
   "output": "EventSourceMappingConfiguration"
  },
  "GetFunction": {
   "method": "GET",
   "uri": "/2015-03-31/functions/{FunctionName}",
   "status": 200,
   "input": "GetFunctionRequest",
   "output": "GetFunctionResponse"
  },
  "GetFunctionCodeSigningConfig": {
   "method": "GET",
   "uri": "/2020-06-30/functions/{FunctionName}/code-signing-config",
   "status": 200,
   "input": "GetFunctionCodeSigningConfigRequest",
   "output": "GetFunctionCodeSigningConfigResponse"
  },
  "GetFunctionConcurrency": {
   "method": "GET",
   "uri": "/2019-09-30/functions/{FunctionName}/concurrency",
   "status": 200,
   "input": "GetFunctionConcurrencyRequest",
   "output": "GetFunctionConcurrencyResponse"
  },
  "GetFunctionConfiguration": {
   "method": "GET",
   "uri": "/2015-03-31/functions/{FunctionName}/configuration",
   "status": 200,
   "input": "GetFunctionConfigurationRequest",
   "output": "FunctionConfiguration"
  },
  "GetFunctionEventInvokeConfig": {
   "method": "GET",
   "uri": "/2019-09-25/functions/{FunctionName}/event-invoke-config",
   "status": 200,
   "input": "GetFunctionEventInvokeConfigRequest",
   "output": "FunctionEventInvokeConfig"
  },
  "GetFunctionRecursionConfig": {
   "method": "GET",
   "uri": "/2024-08-31/functions/{FunctionName}/recursion-config",
   "status": 200,
   "input": "GetFunctionRecursionConfigRequest",
   "output": "GetFunctionRecursionConfigResponse"
  },
  "GetFunctionScalingConfig": {
   "method": "GET",
   "uri": "/2025-11-30/functions/{FunctionName}/function-scaling-config",
   "status": 200,
   "input": "GetFunctionScalingConfigRequest",
   "output": "GetFunctionScalingConfigResponse"
  },
  "GetFunctionUrlConfig": {
   "method": "GET",
   "uri": "/2021-10-31/functions/{FunctionName}/url",
   "status": 200,
   "input": "GetFunctionUrlConfigRequest",
   "output": "GetFunctionUrlConfigResponse"
  },
  "GetLayerVersion": {
   "method": "GET",
   "uri": "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
   "status": 200,
   "input": "GetLayerVersionRequest",
   "output": "GetLayerVersionResponse"
  },
  "GetLayerVersionByArn": {
   "method": "GET",
   "uri": "/2018-10-31/layers?find=LayerVersion",
   "status": 200,
   "input": "GetLayerVersionByArnRequest",
   "output": "GetLayerVersionResponse"
  },
  "GetLayerVersionPolicy": {
   "method": "GET",
   "uri": "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
   "status": 200,
   "input": "GetLayerVersionPolicyRequest",
   "output": "GetLayerVersionPolicyResponse"
  },
  "GetPolicy": {
   "method": "GET",
   "uri": "/2015-03-31/functions/{FunctionName}/policy",
   "status": 200,
   "input": "GetPolicyRequest",
   "output": "GetPolicyResponse"
  },
  "GetProvisionedConcurrencyConfig": {
   "method": "GET",
   "uri": "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
   "status": 200,
   "input": "GetProvisionedConcurrencyConfigRequest",
   "output": "GetProvisionedConcurrencyConfigResponse"
  },
  "GetResourcePolicy": {
   "method": "GET",
   "uri": "/2026-07-09/resource-policy/{ResourceArn}",
   "status": 200,
   "input": "GetResourcePolicyRequest",
   "output": "GetResourcePolicyResponse"
  },
  "GetRuntimeManagementConfig": {
   "method": "GET",
   "uri": "/2021-07-20/functions/{FunctionName}/runtime-management-config",
   "status": 200,
   "input": "GetRuntimeManagementConfigRequest",
   "output": "GetRuntimeManagementConfigResponse"
  },
  "Invoke": {
   "method": "POST",
   "uri": "/2015-03-31/functions/{FunctionName}/invocations",
   "status": 200,
   "input": "InvocationRequest",
   "output": "InvocationResponse"
  },
  "InvokeAsync": {
   "method": "POST",
   "uri": "/2014-11-13/functions/{FunctionName}/invoke-async",
   "status": 202,
   "input": "InvokeAsyncRequest",
   "output": "InvokeAsyncResponse"
  },
  "InvokeWithResponseStream": {
   "method": "POST",
   "uri": "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
   "status": 200,
   "input": "InvokeWithResponseStreamRequest",
   "output": "InvokeWithResponseStreamResponse"
  },
  "ListAliases": {
   "method": "GET",
   "uri": "/2015-03-31/functions/{FunctionName}/aliases",
   "status": 200,
   "input": "ListAliasesRequest",
   "output": "ListAliasesResponse"
  },
  "ListCapacityProviders": {
   "method": "GET",
   "uri": "/2025-11-30/capacity-providers",
   "status": 200,
   "input": "ListCapacityProvidersRequest",
   "output": "ListCapacityProvidersResponse"
  },
  "ListCodeSigningConfigs": {
   "method": "GET",
   "uri": "/2020-04-22/code-signing-configs",
   "status": 200,
   "input": "ListCodeSigningConfigsRequest",
   "output": "ListCodeSigningConfigsResponse"
  },
  "ListDurableExecutionsByFunction": {
   "method": "GET",
   "uri": "/2025-12-01/functions/{FunctionName}/durable-executions",
   "status": 200,
   "input": "ListDurableExecutionsByFunctionRequest",
   "output": "ListDurableExecutionsByFunctionResponse"
  },
  "ListEventSourceMappings": {
   "method": "GET",
   "uri": "/2015-03-31/event-source-mappings",
   "status": 200,
   "input": "ListEventSourceMappingsRequest",
   "output": "ListEventSourceMappingsResponse"
  },
  "ListFunctionEventInvokeConfigs": {
   "method": "GET",
   "uri": "/2019-09-25/functions/{FunctionName}/event-invoke-config/list",
   "status": 200,
   "input": "ListFunctionEventInvokeConfigsRequest",
   "output": "ListFunctionEventInvokeConfigsResponse"
  },
  "ListFunctionUrlConfigs": {
   "method": "GET",
   "uri": "/2021-10-31/functions/{FunctionName}/urls",
   "status": 200,
   "input": "ListFunctionUrlConfigsRequest",
   "output": "ListFunctionUrlConfigsResponse"
  },
  "ListFunctionVersionsByCapacityProvider": {
   "method": "GET",
   "uri": "/2025-11-30/capacity-providers/{CapacityProviderName}/function-versions",
   "status": 200,
   "input": "ListFunctionVersionsByCapacityProviderRequest",
   "output": "ListFunctionVersionsByCapacityProviderResponse"
  },
  "ListFunctions": {
   "method": "GET",
   "uri": "/2015-03-31/functions",
   "status": 200,
   "input": "ListFunctionsRequest",
   "output": "ListFunctionsResponse"
  },
  "ListFunctionsByCodeSigningConfig": {
   "method": "GET",
   "uri": "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions",
   "status": 200,
   "input": "ListFunctionsByCodeSigningConfigRequest",
   "output": "ListFunctionsByCodeSigningConfigResponse"
  },
  "ListLayerVersions": {
   "method": "GET",
   "uri": "/2018-10-31/layers/{LayerName}/versions",
   "status": 200,
   "input": "ListLayerVersionsRequest",
   "output": "ListLayerVersionsResponse"
  },
  "ListLayers": {
   "method": "GET",
   "uri": "/2018-10-31/layers",
   "status": 200,
   "input": "ListLayersRequest",
   "output": "ListLayersResponse"
  },
  "ListProvisionedConcurrencyConfigs": {
   "method": "GET",
   "uri": "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL",
   "status": 200,
   "input": "ListProvisionedConcurrencyConfigsRequest",
   "output": "ListProvisionedConcurrencyConfigsResponse"
  },
  "ListTags": {
   "method": "GET",
   "uri": "/2017-03-31/tags/{Resource}",
   "status": 200,
   "input": "ListTagsRequest",
   "output": "ListTagsResponse"
  },
  "ListVersionsByFunction": {
   "method": "GET",
   "uri": "/2015-03-31/functions/{FunctionName}/versions",
   "status": 200,
   "input": "ListVersionsByFunctionRequest",
   "output": "ListVersionsByFunctionResponse"
  },
  "PublishLayerVersion": {
   "method": "POST",
   "uri": "/2018-10-31/layers/{LayerName}/versions",
   "status": 201,
   "input": "PublishLayerVersionRequest",
   "output": "PublishLayerVersionResponse"
  },
  "PublishVersion": {
   "method": "POST",
   "uri": "/2015-03-31/functions/{FunctionName}/versions",
   "status": 201,
   "input": "PublishVersionRequest",
   "output": "FunctionConfiguration"
  },
  "PutFunctionCodeSigningConfig": {
   "method": "PUT",
   "uri": "/2020-06-30/functions/{FunctionName}/code-signing-config",
   "status": 200,
   "input": "PutFunctionCodeSigningConfigRequest",
   "output": "PutFunctionCodeSigningConfigResponse"
  },
  "PutFunctionConcurrency": {
   "method": "PUT",
   "uri": "/2017-10-31/functions/{FunctionName}/concurrency",
   "status": 200,
   "input": "PutFunctionConcurrencyRequest",
   "output": "Concurrency"
  },
  "PutFunctionEventInvokeConfig": {
   "method": "PUT",
   "uri": "/2019-09-25/functions/{FunctionName}/event-invoke-config",
   "status": 200,
   "input": "PutFunctionEventInvokeConfigRequest",
   "output": "FunctionEventInvokeConfig"
  },
  "PutFunctionRecursionConfig": {
   "method": "PUT",
   "uri": "/2024-08-31/functions/{FunctionName}/recursion-config",
   "status": 200,
   "input": "PutFunctionRecursionConfigRequest",
   "output": "PutFunctionRecursionConfigResponse"
  },
  "PutFunctionScalingConfig": {
   "method": "PUT",
   "uri": "/2025-11-30/functions/{FunctionName}/function-scaling-config",
   "status": 202,
   "input": "PutFunctionScalingConfigRequest",
   "output": "PutFunctionScalingConfigResponse"
  },
  "PutProvisionedConcurrencyConfig": {
   "method": "PUT",
   "uri": "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
   "status": 202,
   "input": "PutProvisionedConcurrencyConfigRequest",
   "output": "PutProvisionedConcurrencyConfigResponse"
  },
  "PutResourcePolicy": {
   "method": "PUT",
   "uri": "/2026-07-09/resource-policy/{ResourceArn}",
   "status": 200,
   "input": "PutResourcePolicyRequest",
   "output": "PutResourcePolicyResponse"
  },
  "PutRuntimeManagementConfig": {
   "method": "PUT",
   "uri": "/2021-07-20/functions/{FunctionName}/runtime-management-config",
   "status": 200,
   "input": "PutRuntimeManagementConfigRequest",
   "output": "PutRuntimeManagementConfigResponse"
  },
  "RemoveLayerVersionPermission": {
   "method": "DELETE",
   "uri": "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}",
   "status": 204,
   "input": "RemoveLayerVersionPermissionRequest",
   "output": ""
  },
  "RemovePermission": {
   "method": "DELETE",
   "uri": "/2015-03-31/functions/{FunctionName}/policy/{StatementId}",
   "status": 204,
   "input": "RemovePermissionRequest",
   "output": ""
  },
  "SendDurableExecutionCallbackFailure": {
   "method": "POST",
   "uri": "/2025-12-01/durable-execution-callbacks/{CallbackId}/fail",
   "status": 200,
   "input": "SendDurableExecutionCallbackFailureRequest",
   "output": "SendDurableExecutionCallbackFailureResponse"
  },
  "SendDurableExecutionCallbackHeartbeat": {
   "method": "POST",
   "uri": "/2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat",
   "status": 200,
   "input": "SendDurableExecutionCallbackHeartbeatRequest",
   "output": "SendDurableExecutionCallbackHeartbeatResponse"
  },
  "SendDurableExecutionCallbackSuccess": {
   "method": "POST",
   "uri": "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed",
   "status": 200,
   "input": "SendDurableExecutionCallbackSuccessRequest",
   "output": "SendDurableExecutionCallbackSuccessResponse"
  },
  "StopDurableExecution": {
   "method": "POST",
   "uri": "/2025-12-01/durable-executions/{DurableExecutionArn}/stop",
   "status": 200,
   "input": "StopDurableExecutionRequest",
   "output": "StopDurableExecutionResponse"
  },
  "TagResource": {
   "method": "POST",
   "uri": "/2017-03-31/tags/{Resource}",
   "status": 204,
   "input": "TagResourceRequest",
   "output": ""
  },
  "UntagResource": {
   "method": "DELETE",
   "uri": "/2017-03-31/tags/{Resource}",
   "status": 204,
   "input": "UntagResourceRequest",
   "output": ""
  },
  "UpdateAlias": {
   "method": "PUT",
   "uri": "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
   "status": 200,
   "input": "UpdateAliasRequest",
   "output": "AliasConfiguration"
  },
  "UpdateCapacityProvider": {
   "method": "PUT",
   "uri": "/2025-11-30/capacity-providers/{CapacityProviderName}",
   "status": 202,
   "input": "UpdateCapacityProviderRequest",
   "output": "UpdateCapacityProviderResponse"
  },
  "UpdateCodeSigningConfig": {
   "method": "PUT",
   "uri": "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
   "status": 200,
   "input": "UpdateCodeSigningConfigRequest",
   "output": "UpdateCodeSigningConfigResponse"
  },
  "UpdateEventSourceMapping": {
   "method": "PUT",
   "uri": "/2015-03-31/event-source-mappings/{UUID}",
   "status": 202,
   "input": "UpdateEventSourceMappingRequest",
   "output": "EventSourceMappingConfiguration"
  },
  "UpdateFunctionCode": {
   "method": "PUT",
   "uri": "/2015-03-31/functions/{FunctionName}/code",
   "status": 200,
   "input": "UpdateFunctionCodeRequest",
   "output": "FunctionConfiguration"
  },
  "UpdateFunctionConfiguration": {
   "method": "PUT",
   "uri": "/2015-03-31/functions/{FunctionName}/configuration",
   "status": 200,
   "input": "UpdateFunctionConfigurationRequest",
   "output": "FunctionConfiguration"
  },
  "UpdateFunctionEventInvokeConfig": {
   "method": "POST",
   "uri": "/2019-09-25/functions/{FunctionName}/event-invoke-config",
   "status": 200,
   "input": "UpdateFunctionEventInvokeConfigRequest",
   "output": "FunctionEventInvokeConfig"
  },
  "UpdateFunctionUrlConfig": {
   "method": "PUT",
   "uri": "/2021-10-31/functions/{FunctionName}/url",
   "status": 200,
   "input": "UpdateFunctionUrlConfigRequest",
   "output": "UpdateFunctionUrlConfigResponse"
  }
 },
 "structures": {
  "AccountLimit": {
   "TotalCodeSize": {
    "type": "number"
   },
   "CodeSizeUnzipped": {
    "type": "number"
   },
   "CodeSizeZipped": {
    "type": "number"
   },
   "ConcurrentExecutions": {
    "type": "number"
   },
   "UnreservedConcurrentExecutions": {
    "type": "number"
   }
  },
  "AccountUsage": {
   "TotalCodeSize": {
    "type": "number"
   },
   "FunctionCount": {
    "type": "number"
   }
  },
  "AddLayerVersionPermissionRequest": {
   "LayerName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "VersionNumber": {
    "in": "label",
    "required": true,
    "type": "number"
   },
   "StatementId": {
    "required": true,
    "type": "string"
   },
   "Action": {
    "required": true,
    "type": "string"
   },
   "Principal": {
    "required": true,
    "type": "string"
   },
   "OrganizationId": {
    "type": "string"
   },
   "RevisionId": {
    "in": "query",
    "as": "RevisionId",
    "type": "string"
   }
  },
  "AddLayerVersionPermissionResponse": {
   "Statement": {
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   }
  },
  "AddPermissionRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "StatementId": {
    "required": true,
    "type": "string"
   },
   "Action": {
    "required": true,
    "type": "string"
   },
   "Principal": {
    "required": true,
    "type": "string"
   },
   "SourceArn": {
    "type": "string"
   },
   "FunctionUrlAuthType": {
    "type": "string"
   },
   "InvokedViaFunctionUrl": {
    "type": "boolean"
   },
   "SourceAccount": {
    "type": "string"
   },
   "EventSourceToken": {
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   },
   "PrincipalOrgID": {
    "type": "string"
   }
  },
  "AddPermissionResponse": {
   "Statement": {
    "type": "string"
   }
  },
  "AliasConfiguration": {
   "AliasArn": {
    "type": "string"
   },
   "Name": {
    "type": "string"
   },
   "FunctionVersion": {
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "RoutingConfig": {
    "type": {
     "structure": "AliasRoutingConfiguration"
    }
   },
   "RevisionId": {
    "type": "string"
   }
  },
  "AliasRoutingConfiguration": {
   "AdditionalVersionWeights": {
    "type": {
     "map": "number"
    }
   }
  },
  "AllowedPublishers": {
   "SigningProfileVersionArns": {
    "required": true,
    "type": {
     "list": "string"
    }
   }
  },
  "AmazonManagedKafkaEventSourceConfig": {
   "ConsumerGroupId": {
    "type": "string"
   },
   "SchemaRegistryConfig": {
    "type": {
     "structure": "KafkaSchemaRegistryConfig"
    }
   }
  },
  "CallbackDetails": {
   "CallbackId": {
    "type": "string"
   },
   "Result": {
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "ErrorObject"
    }
   }
  },
  "CallbackFailedDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   }
  },
  "CallbackOptions": {
   "TimeoutSeconds": {
    "type": "number"
   },
   "HeartbeatTimeoutSeconds": {
    "type": "number"
   }
  },
  "CallbackStartedDetails": {
   "CallbackId": {
    "required": true,
    "type": "string"
   },
   "HeartbeatTimeout": {
    "type": "number"
   },
   "Timeout": {
    "type": "number"
   }
  },
  "CallbackSucceededDetails": {
   "Result": {
    "required": true,
    "type": {
     "structure": "EventResult"
    }
   }
  },
  "CallbackTimedOutDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   }
  },
  "CapacityProvider": {
   "CapacityProviderArn": {
    "required": true,
    "type": "string"
   },
   "State": {
    "required": true,
    "type": "string"
   },
   "VpcConfig": {
    "required": true,
    "type": {
     "structure": "CapacityProviderVpcConfig"
    }
   },
   "PermissionsConfig": {
    "required": true,
    "type": {
     "structure": "CapacityProviderPermissionsConfig"
    }
   },
   "InstanceRequirements": {
    "type": {
     "structure": "InstanceRequirements"
    }
   },
   "CapacityProviderScalingConfig": {
    "type": {
     "structure": "CapacityProviderScalingConfig"
    }
   },
   "KmsKeyArn": {
    "type": "string"
   },
   "LastModified": {
    "type": "string"
   },
   "PropagateTags": {
    "type": {
     "structure": "PropagateTags"
    }
   },
   "TelemetryConfig": {
    "type": {
     "structure": "CapacityProviderTelemetryConfig"
    }
   }
  },
  "CapacityProviderConfig": {
   "LambdaManagedInstancesCapacityProviderConfig": {
    "required": true,
    "type": {
     "structure": "LambdaManagedInstancesCapacityProviderConfig"
    }
   }
  },
  "CapacityProviderLoggingConfig": {
   "SystemLogLevel": {
    "type": "string"
   },
   "LogGroup": {
    "type": "string"
   }
  },
  "CapacityProviderPermissionsConfig": {
   "CapacityProviderOperatorRoleArn": {
    "required": true,
    "type": "string"
   }
  },
  "CapacityProviderScalingConfig": {
   "MaxVCpuCount": {
    "type": "number"
   },
   "ScalingMode": {
    "type": "string"
   },
   "ScalingPolicies": {
    "type": {
     "list": {
      "structure": "TargetTrackingScalingPolicy"
     }
    }
   }
  },
  "CapacityProviderTelemetryConfig": {
   "LoggingConfig": {
    "type": {
     "structure": "CapacityProviderLoggingConfig"
    }
   }
  },
  "CapacityProviderVpcConfig": {
   "SubnetIds": {
    "required": true,
    "type": {
     "list": "string"
    }
   },
   "SecurityGroupIds": {
    "required": true,
    "type": {
     "list": "string"
    }
   }
  },
  "ChainedInvokeDetails": {
   "Result": {
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "ErrorObject"
    }
   }
  },
  "ChainedInvokeFailedDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   }
  },
  "ChainedInvokeOptions": {
   "FunctionName": {
    "required": true,
    "type": "string"
   },
   "TenantId": {
    "type": "string"
   },
   "XAmznTraceId": {
    "type": "string"
   }
  },
  "ChainedInvokeStartedDetails": {
   "FunctionName": {
    "required": true,
    "type": "string"
   },
   "TenantId": {
    "type": "string"
   },
   "Input": {
    "type": {
     "structure": "EventInput"
    }
   },
   "ExecutedVersion": {
    "type": "string"
   },
   "DurableExecutionArn": {
    "type": "string"
   }
  },
  "ChainedInvokeStoppedDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   }
  },
  "ChainedInvokeSucceededDetails": {
   "Result": {
    "required": true,
    "type": {
     "structure": "EventResult"
    }
   }
  },
  "ChainedInvokeTimedOutDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   }
  },
  "CheckpointDurableExecutionRequest": {
   "DurableExecutionArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "CheckpointToken": {
    "required": true,
    "type": "string"
   },
   "Updates": {
    "type": {
     "list": {
      "structure": "OperationUpdate"
     }
    }
   },
   "ClientToken": {
    "type": "string"
   }
  },
  "CheckpointDurableExecutionResponse": {
   "NewExecutionState": {
    "required": true,
    "type": {
     "structure": "CheckpointUpdatedExecutionState"
    }
   },
   "CheckpointToken": {
    "type": "string"
   }
  },
  "CheckpointUpdatedExecutionState": {
   "Operations": {
    "type": {
     "list": {
      "structure": "Operation"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "CodeSigningConfig": {
   "CodeSigningConfigId": {
    "required": true,
    "type": "string"
   },
   "CodeSigningConfigArn": {
    "required": true,
    "type": "string"
   },
   "AllowedPublishers": {
    "required": true,
    "type": {
     "structure": "AllowedPublishers"
    }
   },
   "CodeSigningPolicies": {
    "required": true,
    "type": {
     "structure": "CodeSigningPolicies"
    }
   },
   "LastModified": {
    "required": true,
    "type": "string"
   },
   "Description": {
    "type": "string"
   }
  },
  "CodeSigningPolicies": {
   "UntrustedArtifactOnDeployment": {
    "type": "string"
   }
  },
  "Concurrency": {
   "ReservedConcurrentExecutions": {
    "type": "number"
   }
  },
  "ContextDetails": {
   "ReplayChildren": {
    "type": "boolean"
   },
   "Result": {
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "ErrorObject"
    }
   }
  },
  "ContextFailedDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   }
  },
  "ContextOptions": {
   "ReplayChildren": {
    "type": "boolean"
   }
  },
  "ContextStartedDetails": {},
  "ContextSucceededDetails": {
   "Result": {
    "required": true,
    "type": {
     "structure": "EventResult"
    }
   }
  },
  "Cors": {
   "AllowCredentials": {
    "type": "boolean"
   },
   "AllowHeaders": {
    "type": {
     "list": "string"
    }
   },
   "AllowMethods": {
    "type": {
     "list": "string"
    }
   },
   "AllowOrigins": {
    "type": {
     "list": "string"
    }
   },
   "ExposeHeaders": {
    "type": {
     "list": "string"
    }
   },
   "MaxAge": {
    "type": "number"
   }
  },
  "CreateAliasRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Name": {
    "required": true,
    "type": "string"
   },
   "FunctionVersion": {
    "required": true,
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "RoutingConfig": {
    "type": {
     "structure": "AliasRoutingConfiguration"
    }
   }
  },
  "CreateCapacityProviderRequest": {
   "CapacityProviderName": {
    "required": true,
    "type": "string"
   },
   "VpcConfig": {
    "required": true,
    "type": {
     "structure": "CapacityProviderVpcConfig"
    }
   },
   "PermissionsConfig": {
    "required": true,
    "type": {
     "structure": "CapacityProviderPermissionsConfig"
    }
   },
   "InstanceRequirements": {
    "type": {
     "structure": "InstanceRequirements"
    }
   },
   "CapacityProviderScalingConfig": {
    "type": {
     "structure": "CapacityProviderScalingConfig"
    }
   },
   "KmsKeyArn": {
    "type": "string"
   },
   "Tags": {
    "type": {
     "map": "string"
    }
   },
   "PropagateTags": {
    "type": {
     "structure": "PropagateTags"
    }
   },
   "TelemetryConfig": {
    "type": {
     "structure": "CapacityProviderTelemetryConfig"
    }
   }
  },
  "CreateCapacityProviderResponse": {
   "CapacityProvider": {
    "required": true,
    "type": {
     "structure": "CapacityProvider"
    }
   }
  },
  "CreateCodeSigningConfigRequest": {
   "AllowedPublishers": {
    "required": true,
    "type": {
     "structure": "AllowedPublishers"
    }
   },
   "Description": {
    "type": "string"
   },
   "CodeSigningPolicies": {
    "type": {
     "structure": "CodeSigningPolicies"
    }
   },
   "Tags": {
    "type": {
     "map": "string"
    }
   }
  },
  "CreateCodeSigningConfigResponse": {
   "CodeSigningConfig": {
    "required": true,
    "type": {
     "structure": "CodeSigningConfig"
    }
   }
  },
  "CreateEventSourceMappingRequest": {
   "FunctionName": {
    "required": true,
    "type": "string"
   },
   "EventSourceArn": {
    "type": "string"
   },
   "Enabled": {
    "type": "boolean"
   },
   "BatchSize": {
    "type": "number"
   },
   "FilterCriteria": {
    "type": {
     "structure": "FilterCriteria"
    }
   },
   "KMSKeyArn": {
    "type": "string"
   },
   "MetricsConfig": {
    "type": {
     "structure": "EventSourceMappingMetricsConfig"
    }
   },
   "LoggingConfig": {
    "type": {
     "structure": "EventSourceMappingLoggingConfig"
    }
   },
   "ScalingConfig": {
    "type": {
     "structure": "ScalingConfig"
    }
   },
   "MaximumBatchingWindowInSeconds": {
    "type": "number"
   },
   "ParallelizationFactor": {
    "type": "number"
   },
   "StartingPosition": {
    "type": "string"
   },
   "StartingPositionTimestamp": {
    "type": "timestamp"
   },
   "DestinationConfig": {
    "type": {
     "structure": "DestinationConfig"
    }
   },
   "MaximumRecordAgeInSeconds": {
    "type": "number"
   },
   "BisectBatchOnFunctionError": {
    "type": "boolean"
   },
   "MaximumRetryAttempts": {
    "type": "number"
   },
   "Tags": {
    "type": {
     "map": "string"
    }
   },
   "TumblingWindowInSeconds": {
    "type": "number"
   },
   "Topics": {
    "type": {
     "list": "string"
    }
   },
   "Queues": {
    "type": {
     "list": "string"
    }
   },
   "SourceAccessConfigurations": {
    "type": {
     "list": {
      "structure": "SourceAccessConfiguration"
     }
    }
   },
   "SelfManagedEventSource": {
    "type": {
     "structure": "SelfManagedEventSource"
    }
   },
   "FunctionResponseTypes": {
    "type": {
     "list": "string"
    }
   },
   "AmazonManagedKafkaEventSourceConfig": {
    "type": {
     "structure": "AmazonManagedKafkaEventSourceConfig"
    }
   },
   "SelfManagedKafkaEventSourceConfig": {
    "type": {
     "structure": "SelfManagedKafkaEventSourceConfig"
    }
   },
   "DocumentDBEventSourceConfig": {
    "type": {
     "structure": "DocumentDBEventSourceConfig"
    }
   },
   "ProvisionedPollerConfig": {
    "type": {
     "structure": "ProvisionedPollerConfig"
    }
   }
  },
  "CreateFunctionRequest": {
   "FunctionName": {
    "required": true,
    "type": "string"
   },
   "Role": {
    "required": true,
    "type": "string"
   },
   "Code": {
    "required": true,
    "type": {
     "structure": "FunctionCode"
    }
   },
   "Runtime": {
    "type": "string"
   },
   "Handler": {
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "Timeout": {
    "type": "number"
   },
   "MemorySize": {
    "type": "number"
   },
   "Publish": {
    "type": "boolean"
   },
   "PublishTo": {
    "type": "string"
   },
   "VpcConfig": {
    "type": {
     "structure": "VpcConfig"
    }
   },
   "PackageType": {
    "type": "string"
   },
   "DeadLetterConfig": {
    "type": {
     "structure": "DeadLetterConfig"
    }
   },
   "Environment": {
    "type": {
     "structure": "Environment"
    }
   },
   "KMSKeyArn": {
    "type": "string"
   },
   "TracingConfig": {
    "type": {
     "structure": "TracingConfig"
    }
   },
   "Tags": {
    "type": {
     "map": "string"
    }
   },
   "Layers": {
    "type": {
     "list": "string"
    }
   },
   "FileSystemConfigs": {
    "type": {
     "list": {
      "structure": "FileSystemConfig"
     }
    }
   },
   "CodeSigningConfigArn": {
    "type": "string"
   },
   "ImageConfig": {
    "type": {
     "structure": "ImageConfig"
    }
   },
   "Architectures": {
    "type": {
     "list": "string"
    }
   },
   "EphemeralStorage": {
    "type": {
     "structure": "EphemeralStorage"
    }
   },
   "SnapStart": {
    "type": {
     "structure": "SnapStart"
    }
   },
   "LoggingConfig": {
    "type": {
     "structure": "LoggingConfig"
    }
   },
   "TenancyConfig": {
    "type": {
     "structure": "TenancyConfig"
    }
   },
   "CapacityProviderConfig": {
    "type": {
     "structure": "CapacityProviderConfig"
    }
   },
   "DurableConfig": {
    "type": {
     "structure": "DurableConfig"
    }
   }
  },
  "CreateFunctionUrlConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "AuthType": {
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "Cors": {
    "type": {
     "structure": "Cors"
    }
   },
   "InvokeMode": {
    "type": "string"
   }
  },
  "CreateFunctionUrlConfigResponse": {
   "FunctionUrl": {
    "required": true,
    "type": "string"
   },
   "FunctionArn": {
    "required": true,
    "type": "string"
   },
   "AuthType": {
    "required": true,
    "type": "string"
   },
   "CreationTime": {
    "required": true,
    "type": "string"
   },
   "Cors": {
    "type": {
     "structure": "Cors"
    }
   },
   "InvokeMode": {
    "type": "string"
   }
  },
  "DeadLetterConfig": {
   "TargetArn": {
    "type": "string"
   }
  },
  "DeleteAliasRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Name": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "DeleteCapacityProviderRequest": {
   "CapacityProviderName": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "DeleteCapacityProviderResponse": {
   "CapacityProvider": {
    "required": true,
    "type": {
     "structure": "CapacityProvider"
    }
   }
  },
  "DeleteCodeSigningConfigRequest": {
   "CodeSigningConfigArn": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "DeleteCodeSigningConfigResponse": {},
  "DeleteEventSourceMappingRequest": {
   "UUID": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "DeleteFunctionCodeSigningConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "DeleteFunctionConcurrencyRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "DeleteFunctionEventInvokeConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "DeleteFunctionRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "DeleteFunctionResponse": {
   "StatusCode": {
    "in": "status",
    "type": "number"
   }
  },
  "DeleteFunctionUrlConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "DeleteLayerVersionRequest": {
   "LayerName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "VersionNumber": {
    "in": "label",
    "required": true,
    "type": "number"
   }
  },
  "DeleteProvisionedConcurrencyConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "required": true,
    "type": "string"
   }
  },
  "DeleteResourcePolicyRequest": {
   "ResourceArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "RevisionId": {
    "in": "query",
    "as": "RevisionId",
    "type": "string"
   }
  },
  "DestinationConfig": {
   "OnSuccess": {
    "type": {
     "structure": "OnSuccess"
    }
   },
   "OnFailure": {
    "type": {
     "structure": "OnFailure"
    }
   }
  },
  "DocumentDBEventSourceConfig": {
   "DatabaseName": {
    "type": "string"
   },
   "CollectionName": {
    "type": "string"
   },
   "FullDocument": {
    "type": "string"
   }
  },
  "DurableConfig": {
   "KMSKeyArn": {
    "type": "string"
   },
   "RetentionPeriodInDays": {
    "type": "number"
   },
   "ExecutionTimeout": {
    "type": "number"
   }
  },
  "Environment": {
   "Variables": {
    "type": {
     "map": "string"
    }
   }
  },
  "EnvironmentError": {
   "ErrorCode": {
    "type": "string"
   },
   "Message": {
    "type": "string"
   }
  },
  "EnvironmentResponse": {
   "Variables": {
    "type": {
     "map": "string"
    }
   },
   "Error": {
    "type": {
     "structure": "EnvironmentError"
    }
   }
  },
  "EphemeralStorage": {
   "Size": {
    "required": true,
    "type": "number"
   }
  },
  "ErrorObject": {
   "ErrorMessage": {
    "type": "string"
   },
   "ErrorType": {
    "type": "string"
   },
   "ErrorData": {
    "type": "string"
   },
   "StackTrace": {
    "type": {
     "list": "string"
    }
   }
  },
  "Event": {
   "EventType": {
    "type": "string"
   },
   "SubType": {
    "type": "string"
   },
   "EventId": {
    "type": "number"
   },
   "Id": {
    "type": "string"
   },
   "Name": {
    "type": "string"
   },
   "EventTimestamp": {
    "type": "timestamp"
   },
   "ParentId": {
    "type": "string"
   },
   "ExecutionStartedDetails": {
    "type": {
     "structure": "ExecutionStartedDetails"
    }
   },
   "ExecutionSucceededDetails": {
    "type": {
     "structure": "ExecutionSucceededDetails"
    }
   },
   "ExecutionFailedDetails": {
    "type": {
     "structure": "ExecutionFailedDetails"
    }
   },
   "ExecutionTimedOutDetails": {
    "type": {
     "structure": "ExecutionTimedOutDetails"
    }
   },
   "ExecutionStoppedDetails": {
    "type": {
     "structure": "ExecutionStoppedDetails"
    }
   },
   "ContextStartedDetails": {
    "type": {
     "structure": "ContextStartedDetails"
    }
   },
   "ContextSucceededDetails": {
    "type": {
     "structure": "ContextSucceededDetails"
    }
   },
   "ContextFailedDetails": {
    "type": {
     "structure": "ContextFailedDetails"
    }
   },
   "WaitStartedDetails": {
    "type": {
     "structure": "WaitStartedDetails"
    }
   },
   "WaitSucceededDetails": {
    "type": {
     "structure": "WaitSucceededDetails"
    }
   },
   "WaitCancelledDetails": {
    "type": {
     "structure": "WaitCancelledDetails"
    }
   },
   "StepStartedDetails": {
    "type": {
     "structure": "StepStartedDetails"
    }
   },
   "StepSucceededDetails": {
    "type": {
     "structure": "StepSucceededDetails"
    }
   },
   "StepFailedDetails": {
    "type": {
     "structure": "StepFailedDetails"
    }
   },
   "ChainedInvokeStartedDetails": {
    "type": {
     "structure": "ChainedInvokeStartedDetails"
    }
   },
   "ChainedInvokeSucceededDetails": {
    "type": {
     "structure": "ChainedInvokeSucceededDetails"
    }
   },
   "ChainedInvokeFailedDetails": {
    "type": {
     "structure": "ChainedInvokeFailedDetails"
    }
   },
   "ChainedInvokeTimedOutDetails": {
    "type": {
     "structure": "ChainedInvokeTimedOutDetails"
    }
   },
   "ChainedInvokeStoppedDetails": {
    "type": {
     "structure": "ChainedInvokeStoppedDetails"
    }
   },
   "CallbackStartedDetails": {
    "type": {
     "structure": "CallbackStartedDetails"
    }
   },
   "CallbackSucceededDetails": {
    "type": {
     "structure": "CallbackSucceededDetails"
    }
   },
   "CallbackFailedDetails": {
    "type": {
     "structure": "CallbackFailedDetails"
    }
   },
   "CallbackTimedOutDetails": {
    "type": {
     "structure": "CallbackTimedOutDetails"
    }
   },
   "InvocationCompletedDetails": {
    "type": {
     "structure": "InvocationCompletedDetails"
    }
   }
  },
  "EventError": {
   "Payload": {
    "type": {
     "structure": "ErrorObject"
    }
   },
   "Truncated": {
    "type": "boolean"
   }
  },
  "EventInput": {
   "Payload": {
    "type": "string"
   },
   "Truncated": {
    "type": "boolean"
   }
  },
  "EventResult": {
   "Payload": {
    "type": "string"
   },
   "Truncated": {
    "type": "boolean"
   }
  },
  "EventSourceMappingConfiguration": {
   "UUID": {
    "type": "string"
   },
   "StartingPosition": {
    "type": "string"
   },
   "StartingPositionTimestamp": {
    "type": "timestamp"
   },
   "BatchSize": {
    "type": "number"
   },
   "MaximumBatchingWindowInSeconds": {
    "type": "number"
   },
   "ParallelizationFactor": {
    "type": "number"
   },
   "EventSourceArn": {
    "type": "string"
   },
   "FilterCriteria": {
    "type": {
     "structure": "FilterCriteria"
    }
   },
   "FilterCriteriaError": {
    "type": {
     "structure": "FilterCriteriaError"
    }
   },
   "KMSKeyArn": {
    "type": "string"
   },
   "MetricsConfig": {
    "type": {
     "structure": "EventSourceMappingMetricsConfig"
    }
   },
   "LoggingConfig": {
    "type": {
     "structure": "EventSourceMappingLoggingConfig"
    }
   },
   "ScalingConfig": {
    "type": {
     "structure": "ScalingConfig"
    }
   },
   "FunctionArn": {
    "type": "string"
   },
   "LastModified": {
    "type": "timestamp"
   },
   "LastProcessingResult": {
    "type": "string"
   },
   "State": {
    "type": "string"
   },
   "StateTransitionReason": {
    "type": "string"
   },
   "DestinationConfig": {
    "type": {
     "structure": "DestinationConfig"
    }
   },
   "Topics": {
    "type": {
     "list": "string"
    }
   },
   "Queues": {
    "type": {
     "list": "string"
    }
   },
   "SourceAccessConfigurations": {
    "type": {
     "list": {
      "structure": "SourceAccessConfiguration"
     }
    }
   },
   "SelfManagedEventSource": {
    "type": {
     "structure": "SelfManagedEventSource"
    }
   },
   "MaximumRecordAgeInSeconds": {
    "type": "number"
   },
   "BisectBatchOnFunctionError": {
    "type": "boolean"
   },
   "MaximumRetryAttempts": {
    "type": "number"
   },
   "TumblingWindowInSeconds": {
    "type": "number"
   },
   "FunctionResponseTypes": {
    "type": {
     "list": "string"
    }
   },
   "AmazonManagedKafkaEventSourceConfig": {
    "type": {
     "structure": "AmazonManagedKafkaEventSourceConfig"
    }
   },
   "SelfManagedKafkaEventSourceConfig": {
    "type": {
     "structure": "SelfManagedKafkaEventSourceConfig"
    }
   },
   "DocumentDBEventSourceConfig": {
    "type": {
     "structure": "DocumentDBEventSourceConfig"
    }
   },
   "EventSourceMappingArn": {
    "type": "string"
   },
   "ProvisionedPollerConfig": {
    "type": {
     "structure": "ProvisionedPollerConfig"
    }
   }
  },
  "EventSourceMappingLoggingConfig": {
   "SystemLogLevel": {
    "type": "string"
   }
  },
  "EventSourceMappingMetricsConfig": {
   "Metrics": {
    "type": {
     "list": "string"
    }
   }
  },
  "Execution": {
   "DurableExecutionArn": {
    "required": true,
    "type": "string"
   },
   "DurableExecutionName": {
    "required": true,
    "type": "string"
   },
   "FunctionArn": {
    "required": true,
    "type": "string"
   },
   "Status": {
    "required": true,
    "type": "string"
   },
   "StartTimestamp": {
    "required": true,
    "type": "timestamp"
   },
   "EndTimestamp": {
    "type": "timestamp"
   },
   "KMSKeyArn": {
    "type": "string"
   }
  },
  "ExecutionDetails": {
   "InputPayload": {
    "type": "string"
   }
  },
  "ExecutionFailedDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   }
  },
  "ExecutionStartedDetails": {
   "Input": {
    "required": true,
    "type": {
     "structure": "EventInput"
    }
   },
   "ExecutionTimeout": {
    "required": true,
    "type": "number"
   }
  },
  "ExecutionStoppedDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   }
  },
  "ExecutionSucceededDetails": {
   "Result": {
    "required": true,
    "type": {
     "structure": "EventResult"
    }
   }
  },
  "ExecutionTimedOutDetails": {
   "Error": {
    "type": {
     "structure": "EventError"
    }
   }
  },
  "FileSystemConfig": {
   "Arn": {
    "required": true,
    "type": "string"
   },
   "LocalMountPath": {
    "required": true,
    "type": "string"
   },
   "S3FilesConfig": {
    "type": {
     "structure": "S3FilesConfig"
    }
   }
  },
  "Filter": {
   "Pattern": {
    "type": "string"
   }
  },
  "FilterCriteria": {
   "Filters": {
    "type": {
     "list": {
      "structure": "Filter"
     }
    }
   }
  },
  "FilterCriteriaError": {
   "ErrorCode": {
    "type": "string"
   },
   "Message": {
    "type": "string"
   }
  },
  "FunctionCode": {
   "ZipFile": {
    "type": "blob"
   },
   "S3Bucket": {
    "type": "string"
   },
   "S3Key": {
    "type": "string"
   },
   "S3ObjectVersion": {
    "type": "string"
   },
   "S3ObjectStorageMode": {
    "type": "string"
   },
   "ImageUri": {
    "type": "string"
   },
   "SourceKMSKeyArn": {
    "type": "string"
   }
  },
  "FunctionCodeLocation": {
   "RepositoryType": {
    "type": "string"
   },
   "Location": {
    "type": "string"
   },
   "ImageUri": {
    "type": "string"
   },
   "ResolvedImageUri": {
    "type": "string"
   },
   "ResolvedS3Object": {
    "type": {
     "structure": "ResolvedS3Object"
    }
   },
   "SourceKMSKeyArn": {
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "FunctionCodeLocationError"
    }
   }
  },
  "FunctionCodeLocationError": {
   "ErrorCode": {
    "type": "string"
   },
   "Message": {
    "type": "string"
   }
  },
  "FunctionConfiguration": {
   "FunctionName": {
    "type": "string"
   },
   "FunctionArn": {
    "type": "string"
   },
   "Runtime": {
    "type": "string"
   },
   "Role": {
    "type": "string"
   },
   "Handler": {
    "type": "string"
   },
   "CodeSize": {
    "type": "number"
   },
   "Description": {
    "type": "string"
   },
   "Timeout": {
    "type": "number"
   },
   "MemorySize": {
    "type": "number"
   },
   "LastModified": {
    "type": "string"
   },
   "CodeSha256": {
    "type": "string"
   },
   "Version": {
    "type": "string"
   },
   "VpcConfig": {
    "type": {
     "structure": "VpcConfigResponse"
    }
   },
   "DeadLetterConfig": {
    "type": {
     "structure": "DeadLetterConfig"
    }
   },
   "Environment": {
    "type": {
     "structure": "EnvironmentResponse"
    }
   },
   "KMSKeyArn": {
    "type": "string"
   },
   "TracingConfig": {
    "type": {
     "structure": "TracingConfigResponse"
    }
   },
   "MasterArn": {
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   },
   "Layers": {
    "type": {
     "list": {
      "structure": "Layer"
     }
    }
   },
   "State": {
    "type": "string"
   },
   "StateReason": {
    "type": "string"
   },
   "StateReasonCode": {
    "type": "string"
   },
   "LastUpdateStatus": {
    "type": "string"
   },
   "LastUpdateStatusReason": {
    "type": "string"
   },
   "LastUpdateStatusReasonCode": {
    "type": "string"
   },
   "FileSystemConfigs": {
    "type": {
     "list": {
      "structure": "FileSystemConfig"
     }
    }
   },
   "SigningProfileVersionArn": {
    "type": "string"
   },
   "SigningJobArn": {
    "type": "string"
   },
   "PackageType": {
    "type": "string"
   },
   "ImageConfigResponse": {
    "type": {
     "structure": "ImageConfigResponse"
    }
   },
   "Architectures": {
    "type": {
     "list": "string"
    }
   },
   "EphemeralStorage": {
    "type": {
     "structure": "EphemeralStorage"
    }
   },
   "SnapStart": {
    "type": {
     "structure": "SnapStartResponse"
    }
   },
   "RuntimeVersionConfig": {
    "type": {
     "structure": "RuntimeVersionConfig"
    }
   },
   "LoggingConfig": {
    "type": {
     "structure": "LoggingConfig"
    }
   },
   "TenancyConfig": {
    "type": {
     "structure": "TenancyConfig"
    }
   },
   "CapacityProviderConfig": {
    "type": {
     "structure": "CapacityProviderConfig"
    }
   },
   "ConfigSha256": {
    "type": "string"
   },
   "DurableConfig": {
    "type": {
     "structure": "DurableConfig"
    }
   }
  },
  "FunctionEventInvokeConfig": {
   "LastModified": {
    "type": "timestamp"
   },
   "FunctionArn": {
    "type": "string"
   },
   "MaximumRetryAttempts": {
    "type": "number"
   },
   "MaximumEventAgeInSeconds": {
    "type": "number"
   },
   "DestinationConfig": {
    "type": {
     "structure": "DestinationConfig"
    }
   }
  },
  "FunctionScalingConfig": {
   "MinExecutionEnvironments": {
    "type": "number"
   },
   "MaxExecutionEnvironments": {
    "type": "number"
   }
  },
  "FunctionUrlConfig": {
   "FunctionUrl": {
    "required": true,
    "type": "string"
   },
   "FunctionArn": {
    "required": true,
    "type": "string"
   },
   "CreationTime": {
    "required": true,
    "type": "string"
   },
   "LastModifiedTime": {
    "required": true,
    "type": "string"
   },
   "AuthType": {
    "required": true,
    "type": "string"
   },
   "Cors": {
    "type": {
     "structure": "Cors"
    }
   },
   "InvokeMode": {
    "type": "string"
   }
  },
  "FunctionVersionsByCapacityProviderListItem": {
   "FunctionArn": {
    "required": true,
    "type": "string"
   },
   "State": {
    "required": true,
    "type": "string"
   }
  },
  "GetAccountSettingsRequest": {},
  "GetAccountSettingsResponse": {
   "AccountLimit": {
    "type": {
     "structure": "AccountLimit"
    }
   },
   "AccountUsage": {
    "type": {
     "structure": "AccountUsage"
    }
   }
  },
  "GetAliasRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Name": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "GetCapacityProviderRequest": {
   "CapacityProviderName": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "GetCapacityProviderResponse": {
   "CapacityProvider": {
    "required": true,
    "type": {
     "structure": "CapacityProvider"
    }
   }
  },
  "GetCodeSigningConfigRequest": {
   "CodeSigningConfigArn": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "GetCodeSigningConfigResponse": {
   "CodeSigningConfig": {
    "required": true,
    "type": {
     "structure": "CodeSigningConfig"
    }
   }
  },
  "GetDurableExecutionHistoryRequest": {
   "DurableExecutionArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "IncludeExecutionData": {
    "in": "query",
    "as": "IncludeExecutionData",
    "type": "boolean"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "ReverseOrder": {
    "in": "query",
    "as": "ReverseOrder",
    "type": "boolean"
   }
  },
  "GetDurableExecutionHistoryResponse": {
   "Events": {
    "required": true,
    "type": {
     "list": {
      "structure": "Event"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "GetDurableExecutionRequest": {
   "DurableExecutionArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "IncludeExecutionData": {
    "in": "query",
    "as": "IncludeExecutionData",
    "type": "boolean"
   }
  },
  "GetDurableExecutionResponse": {
   "DurableExecutionArn": {
    "required": true,
    "type": "string"
   },
   "DurableExecutionName": {
    "required": true,
    "type": "string"
   },
   "FunctionArn": {
    "required": true,
    "type": "string"
   },
   "StartTimestamp": {
    "required": true,
    "type": "timestamp"
   },
   "Status": {
    "required": true,
    "type": "string"
   },
   "InputPayload": {
    "type": "string"
   },
   "Result": {
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "ErrorObject"
    }
   },
   "EndTimestamp": {
    "type": "timestamp"
   },
   "Version": {
    "type": "string"
   },
   "TraceHeader": {
    "type": {
     "structure": "TraceHeader"
    }
   },
   "ExecutionDataIncluded": {
    "type": "boolean"
   },
   "DurableConfig": {
    "type": {
     "structure": "DurableConfig"
    }
   }
  },
  "GetDurableExecutionStateRequest": {
   "DurableExecutionArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "CheckpointToken": {
    "in": "query",
    "as": "CheckpointToken",
    "required": true,
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "GetDurableExecutionStateResponse": {
   "Operations": {
    "required": true,
    "type": {
     "list": {
      "structure": "Operation"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "GetEventSourceMappingRequest": {
   "UUID": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "GetFunctionCodeSigningConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "GetFunctionCodeSigningConfigResponse": {
   "CodeSigningConfigArn": {
    "required": true,
    "type": "string"
   },
   "FunctionName": {
    "required": true,
    "type": "string"
   }
  },
  "GetFunctionConcurrencyRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "GetFunctionConcurrencyResponse": {
   "ReservedConcurrentExecutions": {
    "type": "number"
   }
  },
  "GetFunctionConfigurationRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "GetFunctionEventInvokeConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "GetFunctionRecursionConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "GetFunctionRecursionConfigResponse": {
   "RecursiveLoop": {
    "type": "string"
   }
  },
  "GetFunctionRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "GetFunctionResponse": {
   "Configuration": {
    "type": {
     "structure": "FunctionConfiguration"
    }
   },
   "Code": {
    "type": {
     "structure": "FunctionCodeLocation"
    }
   },
   "Tags": {
    "type": {
     "map": "string"
    }
   },
   "TagsError": {
    "type": {
     "structure": "TagsError"
    }
   },
   "Concurrency": {
    "type": {
     "structure": "Concurrency"
    }
   }
  },
  "GetFunctionScalingConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "required": true,
    "type": "string"
   }
  },
  "GetFunctionScalingConfigResponse": {
   "FunctionArn": {
    "type": "string"
   },
   "AppliedFunctionScalingConfig": {
    "type": {
     "structure": "FunctionScalingConfig"
    }
   },
   "RequestedFunctionScalingConfig": {
    "type": {
     "structure": "FunctionScalingConfig"
    }
   }
  },
  "GetFunctionUrlConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "GetFunctionUrlConfigResponse": {
   "FunctionUrl": {
    "required": true,
    "type": "string"
   },
   "FunctionArn": {
    "required": true,
    "type": "string"
   },
   "AuthType": {
    "required": true,
    "type": "string"
   },
   "CreationTime": {
    "required": true,
    "type": "string"
   },
   "LastModifiedTime": {
    "required": true,
    "type": "string"
   },
   "Cors": {
    "type": {
     "structure": "Cors"
    }
   },
   "InvokeMode": {
    "type": "string"
   }
  },
  "GetLayerVersionByArnRequest": {
   "Arn": {
    "in": "query",
    "as": "Arn",
    "required": true,
    "type": "string"
   }
  },
  "GetLayerVersionPolicyRequest": {
   "LayerName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "VersionNumber": {
    "in": "label",
    "required": true,
    "type": "number"
   }
  },
  "GetLayerVersionPolicyResponse": {
   "Policy": {
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   }
  },
  "GetLayerVersionRequest": {
   "LayerName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "VersionNumber": {
    "in": "label",
    "required": true,
    "type": "number"
   }
  },
  "GetLayerVersionResponse": {
   "Content": {
    "type": {
     "structure": "LayerVersionContentOutput"
    }
   },
   "LayerArn": {
    "type": "string"
   },
   "LayerVersionArn": {
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "CreatedDate": {
    "type": "string"
   },
   "Version": {
    "type": "number"
   },
   "CompatibleArchitectures": {
    "type": {
     "list": "string"
    }
   },
   "CompatibleRuntimes": {
    "type": {
     "list": "string"
    }
   },
   "LicenseInfo": {
    "type": "string"
   }
  },
  "GetPolicyRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "GetPolicyResponse": {
   "Policy": {
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   }
  },
  "GetProvisionedConcurrencyConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "required": true,
    "type": "string"
   }
  },
  "GetProvisionedConcurrencyConfigResponse": {
   "RequestedProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "AvailableProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "AllocatedProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "Status": {
    "type": "string"
   },
   "StatusReason": {
    "type": "string"
   },
   "LastModified": {
    "type": "string"
   }
  },
  "GetResourcePolicyRequest": {
   "ResourceArn": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "GetResourcePolicyResponse": {
   "Policy": {
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   }
  },
  "GetRuntimeManagementConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   }
  },
  "GetRuntimeManagementConfigResponse": {
   "UpdateRuntimeOn": {
    "type": "string"
   },
   "FunctionArn": {
    "type": "string"
   },
   "RuntimeVersionArn": {
    "type": "string"
   }
  },
  "ImageConfig": {
   "EntryPoint": {
    "type": {
     "list": "string"
    }
   },
   "Command": {
    "type": {
     "list": "string"
    }
   },
   "WorkingDirectory": {
    "type": "string"
   }
  },
  "ImageConfigError": {
   "ErrorCode": {
    "type": "string"
   },
   "Message": {
    "type": "string"
   }
  },
  "ImageConfigResponse": {
   "ImageConfig": {
    "type": {
     "structure": "ImageConfig"
    }
   },
   "Error": {
    "type": {
     "structure": "ImageConfigError"
    }
   }
  },
  "InstanceRequirements": {
   "Architectures": {
    "type": {
     "list": "string"
    }
   },
   "AllowedInstanceTypes": {
    "type": {
     "list": "string"
    }
   },
   "ExcludedInstanceTypes": {
    "type": {
     "list": "string"
    }
   }
  },
  "InvocationCompletedDetails": {
   "StartTimestamp": {
    "required": true,
    "type": "timestamp"
   },
   "EndTimestamp": {
    "required": true,
    "type": "timestamp"
   },
   "RequestId": {
    "required": true,
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "EventError"
    }
   }
  },
  "InvocationRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "InvocationType": {
    "in": "header",
    "as": "X-Amz-Invocation-Type",
    "type": "string"
   },
   "LogType": {
    "in": "header",
    "as": "X-Amz-Log-Type",
    "type": "string"
   },
   "ClientContext": {
    "in": "header",
    "as": "X-Amz-Client-Context",
    "type": "string"
   },
   "DurableExecutionName": {
    "in": "header",
    "as": "X-Amz-Durable-Execution-Name",
    "type": "string"
   },
   "Payload": {
    "in": "payload",
    "type": "blob"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "TenantId": {
    "in": "header",
    "as": "X-Amz-Tenant-Id",
    "type": "string"
   }
  },
  "InvocationResponse": {
   "StatusCode": {
    "in": "status",
    "type": "number"
   },
   "FunctionError": {
    "in": "header",
    "as": "X-Amz-Function-Error",
    "type": "string"
   },
   "LogResult": {
    "in": "header",
    "as": "X-Amz-Log-Result",
    "type": "string"
   },
   "Payload": {
    "in": "payload",
    "type": "blob"
   },
   "ExecutedVersion": {
    "in": "header",
    "as": "X-Amz-Executed-Version",
    "type": "string"
   },
   "DurableExecutionArn": {
    "in": "header",
    "as": "X-Amz-Durable-Execution-Arn",
    "type": "string"
   }
  },
  "InvokeAsyncRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "InvokeArgs": {
    "in": "payload",
    "required": true,
    "type": "blob"
   }
  },
  "InvokeAsyncResponse": {
   "Status": {
    "in": "status",
    "type": "number"
   }
  },
  "InvokeResponseStreamUpdate": {
   "Payload": {
    "type": "blob"
   }
  },
  "InvokeWithResponseStreamCompleteEvent": {
   "ErrorCode": {
    "type": "string"
   },
   "ErrorDetails": {
    "type": "string"
   },
   "LogResult": {
    "type": "string"
   }
  },
  "InvokeWithResponseStreamRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "LogType": {
    "in": "header",
    "as": "X-Amz-Log-Type",
    "type": "string"
   },
   "ClientContext": {
    "in": "header",
    "as": "X-Amz-Client-Context",
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "Payload": {
    "in": "payload",
    "type": "blob"
   },
   "TenantId": {
    "in": "header",
    "as": "X-Amz-Tenant-Id",
    "type": "string"
   },
   "InvocationType": {
    "in": "header",
    "as": "X-Amz-Invocation-Type",
    "type": "string"
   }
  },
  "InvokeWithResponseStreamResponse": {
   "StatusCode": {
    "in": "status",
    "type": "number"
   },
   "ExecutedVersion": {
    "in": "header",
    "as": "X-Amz-Executed-Version",
    "type": "string"
   },
   "EventStream": {
    "in": "payload",
    "type": {
     "structure": "InvokeWithResponseStreamResponseEvent"
    }
   },
   "ResponseStreamContentType": {
    "in": "header",
    "as": "Content-Type",
    "type": "string"
   }
  },
  "InvokeWithResponseStreamResponseEvent": {
   "PayloadChunk": {
    "type": {
     "structure": "InvokeResponseStreamUpdate"
    }
   },
   "InvokeComplete": {
    "type": {
     "structure": "InvokeWithResponseStreamCompleteEvent"
    }
   }
  },
  "KafkaSchemaRegistryAccessConfig": {
   "Type": {
    "type": "string"
   },
   "URI": {
    "type": "string"
   }
  },
  "KafkaSchemaRegistryConfig": {
   "SchemaRegistryURI": {
    "type": "string"
   },
   "EventRecordFormat": {
    "type": "string"
   },
   "AccessConfigs": {
    "type": {
     "list": {
      "structure": "KafkaSchemaRegistryAccessConfig"
     }
    }
   },
   "SchemaValidationConfigs": {
    "type": {
     "list": {
      "structure": "KafkaSchemaValidationConfig"
     }
    }
   }
  },
  "KafkaSchemaValidationConfig": {
   "Attribute": {
    "type": "string"
   }
  },
  "LambdaManagedInstancesCapacityProviderConfig": {
   "CapacityProviderArn": {
    "required": true,
    "type": "string"
   },
   "PerExecutionEnvironmentMaxConcurrency": {
    "type": "number"
   },
   "ExecutionEnvironmentMemoryGiBPerVCpu": {
    "type": "number"
   }
  },
  "Layer": {
   "Arn": {
    "type": "string"
   },
   "CodeSize": {
    "type": "number"
   },
   "SigningProfileVersionArn": {
    "type": "string"
   },
   "SigningJobArn": {
    "type": "string"
   }
  },
  "LayerVersionContentInput": {
   "S3Bucket": {
    "type": "string"
   },
   "S3Key": {
    "type": "string"
   },
   "S3ObjectVersion": {
    "type": "string"
   },
   "S3ObjectStorageMode": {
    "type": "string"
   },
   "ZipFile": {
    "type": "blob"
   }
  },
  "LayerVersionContentOutput": {
   "Location": {
    "type": "string"
   },
   "CodeSha256": {
    "type": "string"
   },
   "CodeSize": {
    "type": "number"
   },
   "SigningProfileVersionArn": {
    "type": "string"
   },
   "SigningJobArn": {
    "type": "string"
   },
   "ResolvedS3Object": {
    "type": {
     "structure": "ResolvedS3Object"
    }
   }
  },
  "LayerVersionsListItem": {
   "LayerVersionArn": {
    "type": "string"
   },
   "Version": {
    "type": "number"
   },
   "Description": {
    "type": "string"
   },
   "CreatedDate": {
    "type": "string"
   },
   "CompatibleArchitectures": {
    "type": {
     "list": "string"
    }
   },
   "CompatibleRuntimes": {
    "type": {
     "list": "string"
    }
   },
   "LicenseInfo": {
    "type": "string"
   }
  },
  "LayersListItem": {
   "LayerName": {
    "type": "string"
   },
   "LayerArn": {
    "type": "string"
   },
   "LatestMatchingVersion": {
    "type": {
     "structure": "LayerVersionsListItem"
    }
   }
  },
  "ListAliasesRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "FunctionVersion": {
    "in": "query",
    "as": "FunctionVersion",
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListAliasesResponse": {
   "NextMarker": {
    "type": "string"
   },
   "Aliases": {
    "type": {
     "list": {
      "structure": "AliasConfiguration"
     }
    }
   }
  },
  "ListCapacityProvidersRequest": {
   "State": {
    "in": "query",
    "as": "State",
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListCapacityProvidersResponse": {
   "CapacityProviders": {
    "required": true,
    "type": {
     "list": {
      "structure": "CapacityProvider"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "ListCodeSigningConfigsRequest": {
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListCodeSigningConfigsResponse": {
   "NextMarker": {
    "type": "string"
   },
   "CodeSigningConfigs": {
    "type": {
     "list": {
      "structure": "CodeSigningConfig"
     }
    }
   }
  },
  "ListDurableExecutionsByFunctionRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "DurableExecutionName": {
    "in": "query",
    "as": "DurableExecutionName",
    "type": "string"
   },
   "Statuses": {
    "in": "query",
    "as": "Statuses",
    "type": {
     "list": "string"
    }
   },
   "StartedAfter": {
    "in": "query",
    "as": "StartedAfter",
    "type": "timestamp"
   },
   "StartedBefore": {
    "in": "query",
    "as": "StartedBefore",
    "type": "timestamp"
   },
   "ReverseOrder": {
    "in": "query",
    "as": "ReverseOrder",
    "type": "boolean"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListDurableExecutionsByFunctionResponse": {
   "DurableExecutions": {
    "type": {
     "list": {
      "structure": "Execution"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "ListEventSourceMappingsRequest": {
   "EventSourceArn": {
    "in": "query",
    "as": "EventSourceArn",
    "type": "string"
   },
   "FunctionName": {
    "in": "query",
    "as": "FunctionName",
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListEventSourceMappingsResponse": {
   "NextMarker": {
    "type": "string"
   },
   "EventSourceMappings": {
    "type": {
     "list": {
      "structure": "EventSourceMappingConfiguration"
     }
    }
   }
  },
  "ListFunctionEventInvokeConfigsRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListFunctionEventInvokeConfigsResponse": {
   "FunctionEventInvokeConfigs": {
    "type": {
     "list": {
      "structure": "FunctionEventInvokeConfig"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "ListFunctionUrlConfigsRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListFunctionUrlConfigsResponse": {
   "FunctionUrlConfigs": {
    "required": true,
    "type": {
     "list": {
      "structure": "FunctionUrlConfig"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "ListFunctionVersionsByCapacityProviderRequest": {
   "CapacityProviderName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListFunctionVersionsByCapacityProviderResponse": {
   "CapacityProviderArn": {
    "required": true,
    "type": "string"
   },
   "FunctionVersions": {
    "required": true,
    "type": {
     "list": {
      "structure": "FunctionVersionsByCapacityProviderListItem"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "ListFunctionsByCodeSigningConfigRequest": {
   "CodeSigningConfigArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListFunctionsByCodeSigningConfigResponse": {
   "NextMarker": {
    "type": "string"
   },
   "FunctionArns": {
    "type": {
     "list": "string"
    }
   }
  },
  "ListFunctionsRequest": {
   "MasterRegion": {
    "in": "query",
    "as": "MasterRegion",
    "type": "string"
   },
   "FunctionVersion": {
    "in": "query",
    "as": "FunctionVersion",
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListFunctionsResponse": {
   "NextMarker": {
    "type": "string"
   },
   "Functions": {
    "type": {
     "list": {
      "structure": "FunctionConfiguration"
     }
    }
   }
  },
  "ListLayerVersionsRequest": {
   "LayerName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "CompatibleArchitecture": {
    "in": "query",
    "as": "CompatibleArchitecture",
    "type": "string"
   },
   "CompatibleRuntime": {
    "in": "query",
    "as": "CompatibleRuntime",
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListLayerVersionsResponse": {
   "NextMarker": {
    "type": "string"
   },
   "LayerVersions": {
    "type": {
     "list": {
      "structure": "LayerVersionsListItem"
     }
    }
   }
  },
  "ListLayersRequest": {
   "CompatibleArchitecture": {
    "in": "query",
    "as": "CompatibleArchitecture",
    "type": "string"
   },
   "CompatibleRuntime": {
    "in": "query",
    "as": "CompatibleRuntime",
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListLayersResponse": {
   "NextMarker": {
    "type": "string"
   },
   "Layers": {
    "type": {
     "list": {
      "structure": "LayersListItem"
     }
    }
   }
  },
  "ListProvisionedConcurrencyConfigsRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListProvisionedConcurrencyConfigsResponse": {
   "ProvisionedConcurrencyConfigs": {
    "type": {
     "list": {
      "structure": "ProvisionedConcurrencyConfigListItem"
     }
    }
   },
   "NextMarker": {
    "type": "string"
   }
  },
  "ListTagsRequest": {
   "Resource": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "ListTagsResponse": {
   "Tags": {
    "type": {
     "map": "string"
    }
   }
  },
  "ListVersionsByFunctionRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Marker": {
    "in": "query",
    "as": "Marker",
    "type": "string"
   },
   "MaxItems": {
    "in": "query",
    "as": "MaxItems",
    "type": "number"
   }
  },
  "ListVersionsByFunctionResponse": {
   "NextMarker": {
    "type": "string"
   },
   "Versions": {
    "type": {
     "list": {
      "structure": "FunctionConfiguration"
     }
    }
   }
  },
  "LoggingConfig": {
   "LogFormat": {
    "type": "string"
   },
   "ApplicationLogLevel": {
    "type": "string"
   },
   "SystemLogLevel": {
    "type": "string"
   },
   "LogGroup": {
    "type": "string"
   }
  },
  "OnFailure": {
   "Destination": {
    "type": "string"
   }
  },
  "OnSuccess": {
   "Destination": {
    "type": "string"
   }
  },
  "Operation": {
   "Id": {
    "required": true,
    "type": "string"
   },
   "Type": {
    "required": true,
    "type": "string"
   },
   "StartTimestamp": {
    "required": true,
    "type": "timestamp"
   },
   "Status": {
    "required": true,
    "type": "string"
   },
   "ParentId": {
    "type": "string"
   },
   "Name": {
    "type": "string"
   },
   "SubType": {
    "type": "string"
   },
   "EndTimestamp": {
    "type": "timestamp"
   },
   "ExecutionDetails": {
    "type": {
     "structure": "ExecutionDetails"
    }
   },
   "ContextDetails": {
    "type": {
     "structure": "ContextDetails"
    }
   },
   "StepDetails": {
    "type": {
     "structure": "StepDetails"
    }
   },
   "WaitDetails": {
    "type": {
     "structure": "WaitDetails"
    }
   },
   "CallbackDetails": {
    "type": {
     "structure": "CallbackDetails"
    }
   },
   "ChainedInvokeDetails": {
    "type": {
     "structure": "ChainedInvokeDetails"
    }
   }
  },
  "OperationUpdate": {
   "Id": {
    "required": true,
    "type": "string"
   },
   "Type": {
    "required": true,
    "type": "string"
   },
   "Action": {
    "required": true,
    "type": "string"
   },
   "ParentId": {
    "type": "string"
   },
   "Name": {
    "type": "string"
   },
   "SubType": {
    "type": "string"
   },
   "Payload": {
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "ErrorObject"
    }
   },
   "ContextOptions": {
    "type": {
     "structure": "ContextOptions"
    }
   },
   "StepOptions": {
    "type": {
     "structure": "StepOptions"
    }
   },
   "WaitOptions": {
    "type": {
     "structure": "WaitOptions"
    }
   },
   "CallbackOptions": {
    "type": {
     "structure": "CallbackOptions"
    }
   },
   "ChainedInvokeOptions": {
    "type": {
     "structure": "ChainedInvokeOptions"
    }
   }
  },
  "PropagateTags": {
   "Mode": {
    "type": "string"
   },
   "ExplicitTags": {
    "type": {
     "map": "string"
    }
   }
  },
  "ProvisionedConcurrencyConfigListItem": {
   "FunctionArn": {
    "type": "string"
   },
   "RequestedProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "AvailableProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "AllocatedProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "Status": {
    "type": "string"
   },
   "StatusReason": {
    "type": "string"
   },
   "LastModified": {
    "type": "string"
   }
  },
  "ProvisionedPollerConfig": {
   "MinimumPollers": {
    "type": "number"
   },
   "MaximumPollers": {
    "type": "number"
   },
   "PollerGroupName": {
    "type": "string"
   }
  },
  "PublishLayerVersionRequest": {
   "LayerName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Content": {
    "required": true,
    "type": {
     "structure": "LayerVersionContentInput"
    }
   },
   "Description": {
    "type": "string"
   },
   "CompatibleArchitectures": {
    "type": {
     "list": "string"
    }
   },
   "CompatibleRuntimes": {
    "type": {
     "list": "string"
    }
   },
   "LicenseInfo": {
    "type": "string"
   }
  },
  "PublishLayerVersionResponse": {
   "Content": {
    "type": {
     "structure": "LayerVersionContentOutput"
    }
   },
   "LayerArn": {
    "type": "string"
   },
   "LayerVersionArn": {
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "CreatedDate": {
    "type": "string"
   },
   "Version": {
    "type": "number"
   },
   "CompatibleArchitectures": {
    "type": {
     "list": "string"
    }
   },
   "CompatibleRuntimes": {
    "type": {
     "list": "string"
    }
   },
   "LicenseInfo": {
    "type": "string"
   }
  },
  "PublishVersionRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "CodeSha256": {
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   },
   "PublishTo": {
    "type": "string"
   }
  },
  "PutFunctionCodeSigningConfigRequest": {
   "CodeSigningConfigArn": {
    "required": true,
    "type": "string"
   },
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "PutFunctionCodeSigningConfigResponse": {
   "CodeSigningConfigArn": {
    "required": true,
    "type": "string"
   },
   "FunctionName": {
    "required": true,
    "type": "string"
   }
  },
  "PutFunctionConcurrencyRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "ReservedConcurrentExecutions": {
    "required": true,
    "type": "number"
   }
  },
  "PutFunctionEventInvokeConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "MaximumRetryAttempts": {
    "type": "number"
   },
   "MaximumEventAgeInSeconds": {
    "type": "number"
   },
   "DestinationConfig": {
    "type": {
     "structure": "DestinationConfig"
    }
   }
  },
  "PutFunctionRecursionConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "RecursiveLoop": {
    "required": true,
    "type": "string"
   }
  },
  "PutFunctionRecursionConfigResponse": {
   "RecursiveLoop": {
    "type": "string"
   }
  },
  "PutFunctionScalingConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "required": true,
    "type": "string"
   },
   "FunctionScalingConfig": {
    "type": {
     "structure": "FunctionScalingConfig"
    }
   }
  },
  "PutFunctionScalingConfigResponse": {
   "FunctionState": {
    "type": "string"
   }
  },
  "PutProvisionedConcurrencyConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "required": true,
    "type": "string"
   },
   "ProvisionedConcurrentExecutions": {
    "required": true,
    "type": "number"
   }
  },
  "PutProvisionedConcurrencyConfigResponse": {
   "RequestedProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "AllocatedProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "AvailableProvisionedConcurrentExecutions": {
    "type": "number"
   },
   "Status": {
    "type": "string"
   },
   "StatusReason": {
    "type": "string"
   },
   "LastModified": {
    "type": "string"
   }
  },
  "PutResourcePolicyRequest": {
   "ResourceArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Policy": {
    "required": true,
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   }
  },
  "PutResourcePolicyResponse": {
   "Policy": {
    "type": "string"
   },
   "RevisionId": {
    "type": "string"
   }
  },
  "PutRuntimeManagementConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "UpdateRuntimeOn": {
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "RuntimeVersionArn": {
    "type": "string"
   }
  },
  "PutRuntimeManagementConfigResponse": {
   "UpdateRuntimeOn": {
    "required": true,
    "type": "string"
   },
   "FunctionArn": {
    "required": true,
    "type": "string"
   },
   "RuntimeVersionArn": {
    "type": "string"
   }
  },
  "RemoveLayerVersionPermissionRequest": {
   "LayerName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "VersionNumber": {
    "in": "label",
    "required": true,
    "type": "number"
   },
   "StatementId": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "RevisionId": {
    "in": "query",
    "as": "RevisionId",
    "type": "string"
   }
  },
  "RemovePermissionRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "StatementId": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "RevisionId": {
    "in": "query",
    "as": "RevisionId",
    "type": "string"
   }
  },
  "ResolvedS3Object": {
   "S3Bucket": {
    "type": "string"
   },
   "S3Key": {
    "type": "string"
   },
   "S3ObjectVersion": {
    "type": "string"
   }
  },
  "RetryDetails": {
   "CurrentAttempt": {
    "type": "number"
   },
   "NextAttemptDelaySeconds": {
    "type": "number"
   }
  },
  "RuntimeVersionConfig": {
   "RuntimeVersionArn": {
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "RuntimeVersionError"
    }
   }
  },
  "RuntimeVersionError": {
   "ErrorCode": {
    "type": "string"
   },
   "Message": {
    "type": "string"
   }
  },
  "S3FilesConfig": {
   "DirectS3Read": {
    "type": "string"
   }
  },
  "ScalingConfig": {
   "MaximumConcurrency": {
    "type": "number"
   }
  },
  "SelfManagedEventSource": {
   "Endpoints": {
    "type": {
     "map": {
      "list": "string"
     }
    }
   }
  },
  "SelfManagedKafkaEventSourceConfig": {
   "ConsumerGroupId": {
    "type": "string"
   },
   "SchemaRegistryConfig": {
    "type": {
     "structure": "KafkaSchemaRegistryConfig"
    }
   },
   "ConsumptionMode": {
    "type": "string"
   }
  },
  "SendDurableExecutionCallbackFailureRequest": {
   "CallbackId": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Error": {
    "in": "payload",
    "type": {
     "structure": "ErrorObject"
    }
   }
  },
  "SendDurableExecutionCallbackFailureResponse": {},
  "SendDurableExecutionCallbackHeartbeatRequest": {
   "CallbackId": {
    "in": "label",
    "required": true,
    "type": "string"
   }
  },
  "SendDurableExecutionCallbackHeartbeatResponse": {},
  "SendDurableExecutionCallbackSuccessRequest": {
   "CallbackId": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Result": {
    "in": "payload",
    "type": "blob"
   }
  },
  "SendDurableExecutionCallbackSuccessResponse": {},
  "SnapStart": {
   "ApplyOn": {
    "type": "string"
   }
  },
  "SnapStartResponse": {
   "ApplyOn": {
    "type": "string"
   },
   "OptimizationStatus": {
    "type": "string"
   }
  },
  "SourceAccessConfiguration": {
   "Type": {
    "type": "string"
   },
   "URI": {
    "type": "string"
   }
  },
  "StepDetails": {
   "Attempt": {
    "type": "number"
   },
   "NextAttemptTimestamp": {
    "type": "timestamp"
   },
   "Result": {
    "type": "string"
   },
   "Error": {
    "type": {
     "structure": "ErrorObject"
    }
   }
  },
  "StepFailedDetails": {
   "Error": {
    "required": true,
    "type": {
     "structure": "EventError"
    }
   },
   "RetryDetails": {
    "required": true,
    "type": {
     "structure": "RetryDetails"
    }
   }
  },
  "StepOptions": {
   "NextAttemptDelaySeconds": {
    "type": "number"
   }
  },
  "StepStartedDetails": {},
  "StepSucceededDetails": {
   "Result": {
    "required": true,
    "type": {
     "structure": "EventResult"
    }
   },
   "RetryDetails": {
    "required": true,
    "type": {
     "structure": "RetryDetails"
    }
   }
  },
  "StopDurableExecutionRequest": {
   "DurableExecutionArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Error": {
    "in": "payload",
    "type": {
     "structure": "ErrorObject"
    }
   }
  },
  "StopDurableExecutionResponse": {
   "StopTimestamp": {
    "required": true,
    "type": "timestamp"
   }
  },
  "TagResourceRequest": {
   "Resource": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Tags": {
    "required": true,
    "type": {
     "map": "string"
    }
   }
  },
  "TagsError": {
   "ErrorCode": {
    "required": true,
    "type": "string"
   },
   "Message": {
    "required": true,
    "type": "string"
   }
  },
  "TargetTrackingScalingPolicy": {
   "PredefinedMetricType": {
    "required": true,
    "type": "string"
   },
   "TargetValue": {
    "required": true,
    "type": "number"
   }
  },
  "TenancyConfig": {
   "TenantIsolationMode": {
    "required": true,
    "type": "string"
   }
  },
  "TraceHeader": {
   "XAmznTraceId": {
    "type": "string"
   }
  },
  "TracingConfig": {
   "Mode": {
    "type": "string"
   }
  },
  "TracingConfigResponse": {
   "Mode": {
    "type": "string"
   }
  },
  "UntagResourceRequest": {
   "Resource": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "TagKeys": {
    "in": "query",
    "as": "tagKeys",
    "required": true,
    "type": {
     "list": "string"
    }
   }
  },
  "UpdateAliasRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Name": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "FunctionVersion": {
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "RoutingConfig": {
    "type": {
     "structure": "AliasRoutingConfiguration"
    }
   },
   "RevisionId": {
    "type": "string"
   }
  },
  "UpdateCapacityProviderRequest": {
   "CapacityProviderName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "CapacityProviderScalingConfig": {
    "type": {
     "structure": "CapacityProviderScalingConfig"
    }
   },
   "PropagateTags": {
    "type": {
     "structure": "PropagateTags"
    }
   },
   "TelemetryConfig": {
    "type": {
     "structure": "CapacityProviderTelemetryConfig"
    }
   }
  },
  "UpdateCapacityProviderResponse": {
   "CapacityProvider": {
    "required": true,
    "type": {
     "structure": "CapacityProvider"
    }
   }
  },
  "UpdateCodeSigningConfigRequest": {
   "CodeSigningConfigArn": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "AllowedPublishers": {
    "type": {
     "structure": "AllowedPublishers"
    }
   },
   "CodeSigningPolicies": {
    "type": {
     "structure": "CodeSigningPolicies"
    }
   }
  },
  "UpdateCodeSigningConfigResponse": {
   "CodeSigningConfig": {
    "required": true,
    "type": {
     "structure": "CodeSigningConfig"
    }
   }
  },
  "UpdateEventSourceMappingRequest": {
   "UUID": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "FunctionName": {
    "type": "string"
   },
   "Enabled": {
    "type": "boolean"
   },
   "BatchSize": {
    "type": "number"
   },
   "FilterCriteria": {
    "type": {
     "structure": "FilterCriteria"
    }
   },
   "KMSKeyArn": {
    "type": "string"
   },
   "MetricsConfig": {
    "type": {
     "structure": "EventSourceMappingMetricsConfig"
    }
   },
   "LoggingConfig": {
    "type": {
     "structure": "EventSourceMappingLoggingConfig"
    }
   },
   "ScalingConfig": {
    "type": {
     "structure": "ScalingConfig"
    }
   },
   "MaximumBatchingWindowInSeconds": {
    "type": "number"
   },
   "ParallelizationFactor": {
    "type": "number"
   },
   "DestinationConfig": {
    "type": {
     "structure": "DestinationConfig"
    }
   },
   "MaximumRecordAgeInSeconds": {
    "type": "number"
   },
   "BisectBatchOnFunctionError": {
    "type": "boolean"
   },
   "MaximumRetryAttempts": {
    "type": "number"
   },
   "TumblingWindowInSeconds": {
    "type": "number"
   },
   "SourceAccessConfigurations": {
    "type": {
     "list": {
      "structure": "SourceAccessConfiguration"
     }
    }
   },
   "FunctionResponseTypes": {
    "type": {
     "list": "string"
    }
   },
   "AmazonManagedKafkaEventSourceConfig": {
    "type": {
     "structure": "AmazonManagedKafkaEventSourceConfig"
    }
   },
   "SelfManagedKafkaEventSourceConfig": {
    "type": {
     "structure": "SelfManagedKafkaEventSourceConfig"
    }
   },
   "DocumentDBEventSourceConfig": {
    "type": {
     "structure": "DocumentDBEventSourceConfig"
    }
   },
   "ProvisionedPollerConfig": {
    "type": {
     "structure": "ProvisionedPollerConfig"
    }
   }
  },
  "UpdateFunctionCodeRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "ZipFile": {
    "type": "blob"
   },
   "S3Bucket": {
    "type": "string"
   },
   "S3Key": {
    "type": "string"
   },
   "S3ObjectVersion": {
    "type": "string"
   },
   "S3ObjectStorageMode": {
    "type": "string"
   },
   "ImageUri": {
    "type": "string"
   },
   "Architectures": {
    "type": {
     "list": "string"
    }
   },
   "Publish": {
    "type": "boolean"
   },
   "PublishTo": {
    "type": "string"
   },
   "DryRun": {
    "type": "boolean"
   },
   "RevisionId": {
    "type": "string"
   },
   "SourceKMSKeyArn": {
    "type": "string"
   }
  },
  "UpdateFunctionConfigurationRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Role": {
    "type": "string"
   },
   "Handler": {
    "type": "string"
   },
   "Description": {
    "type": "string"
   },
   "Timeout": {
    "type": "number"
   },
   "MemorySize": {
    "type": "number"
   },
   "VpcConfig": {
    "type": {
     "structure": "VpcConfig"
    }
   },
   "Environment": {
    "type": {
     "structure": "Environment"
    }
   },
   "Runtime": {
    "type": "string"
   },
   "DeadLetterConfig": {
    "type": {
     "structure": "DeadLetterConfig"
    }
   },
   "KMSKeyArn": {
    "type": "string"
   },
   "TracingConfig": {
    "type": {
     "structure": "TracingConfig"
    }
   },
   "RevisionId": {
    "type": "string"
   },
   "Layers": {
    "type": {
     "list": "string"
    }
   },
   "FileSystemConfigs": {
    "type": {
     "list": {
      "structure": "FileSystemConfig"
     }
    }
   },
   "ImageConfig": {
    "type": {
     "structure": "ImageConfig"
    }
   },
   "EphemeralStorage": {
    "type": {
     "structure": "EphemeralStorage"
    }
   },
   "SnapStart": {
    "type": {
     "structure": "SnapStart"
    }
   },
   "LoggingConfig": {
    "type": {
     "structure": "LoggingConfig"
    }
   },
   "CapacityProviderConfig": {
    "type": {
     "structure": "CapacityProviderConfig"
    }
   },
   "DurableConfig": {
    "type": {
     "structure": "DurableConfig"
    }
   }
  },
  "UpdateFunctionEventInvokeConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "MaximumRetryAttempts": {
    "type": "number"
   },
   "MaximumEventAgeInSeconds": {
    "type": "number"
   },
   "DestinationConfig": {
    "type": {
     "structure": "DestinationConfig"
    }
   }
  },
  "UpdateFunctionUrlConfigRequest": {
   "FunctionName": {
    "in": "label",
    "required": true,
    "type": "string"
   },
   "Qualifier": {
    "in": "query",
    "as": "Qualifier",
    "type": "string"
   },
   "AuthType": {
    "type": "string"
   },
   "Cors": {
    "type": {
     "structure": "Cors"
    }
   },
   "InvokeMode": {
    "type": "string"
   }
  },
  "UpdateFunctionUrlConfigResponse": {
   "FunctionUrl": {
    "required": true,
    "type": "string"
   },
   "FunctionArn": {
    "required": true,
    "type": "string"
   },
   "AuthType": {
    "required": true,
    "type": "string"
   },
   "CreationTime": {
    "required": true,
    "type": "string"
   },
   "LastModifiedTime": {
    "required": true,
    "type": "string"
   },
   "Cors": {
    "type": {
     "structure": "Cors"
    }
   },
   "InvokeMode": {
    "type": "string"
   }
  },
  "VpcConfig": {
   "SubnetIds": {
    "type": {
     "list": "string"
    }
   },
   "SecurityGroupIds": {
    "type": {
     "list": "string"
    }
   },
   "Ipv6AllowedForDualStack": {
    "type": "boolean"
   }
  },
  "VpcConfigResponse": {
   "SubnetIds": {
    "type": {
     "list": "string"
    }
   },
   "SecurityGroupIds": {
    "type": {
     "list": "string"
    }
   },
   "VpcId": {
    "type": "string"
   },
   "Ipv6AllowedForDualStack": {
    "type": "boolean"
   }
  },
  "WaitCancelledDetails": {
   "Error": {
    "type": {
     "structure": "EventError"
    }
   }
  },
  "WaitDetails": {
   "ScheduledEndTimestamp": {
    "type": "timestamp"
   }
  },
  "WaitOptions": {
   "WaitSeconds": {
    "type": "number"
   }
  },
  "WaitStartedDetails": {
   "Duration": {
    "required": true,
    "type": "number"
   },
   "ScheduledEndTimestamp": {
    "required": true,
    "type": "timestamp"
   }
  },
  "WaitSucceededDetails": {
   "Duration": {
    "type": "number"
   }
  }
 },
 "errors": {
  "AliasLimitExceededException": {
   "status": 400,
   "spelling": "message"
  },
  "CallbackTimeoutException": {
   "status": 400,
   "spelling": "Message"
  },
  "CapacityProviderLimitExceededException": {
   "status": 400,
   "spelling": "message"
  },
  "CodeArtifactUserDeletedException": {
   "status": 409,
   "spelling": "message"
  },
  "CodeArtifactUserFailedException": {
   "status": 409,
   "spelling": "message"
  },
  "CodeArtifactUserPendingException": {
   "status": 409,
   "spelling": "message"
  },
  "CodeSigningConfigNotFoundException": {
   "status": 404,
   "spelling": "Message"
  },
  "CodeStorageExceededException": {
   "status": 400,
   "spelling": "message"
  },
  "CodeVerificationFailedException": {
   "status": 400,
   "spelling": "Message"
  },
  "DurableExecutionAlreadyStartedException": {
   "status": 409,
   "spelling": "Message"
  },
  "EC2AccessDeniedException": {
   "status": 502,
   "spelling": "Message"
  },
  "EC2ThrottledException": {
   "status": 502,
   "spelling": "Message"
  },
  "EC2UnexpectedException": {
   "status": 502,
   "spelling": "Message"
  },
  "EFSIOException": {
   "status": 410,
   "spelling": "Message"
  },
  "EFSMountConnectivityException": {
   "status": 408,
   "spelling": "Message"
  },
  "EFSMountFailureException": {
   "status": 403,
   "spelling": "Message"
  },
  "EFSMountTimeoutException": {
   "status": 408,
   "spelling": "Message"
  },
  "ENILimitReachedException": {
   "status": 502,
   "spelling": "Message"
  },
  "ENINotReadyException": {
   "status": 502,
   "spelling": "Message"
  },
  "FunctionVersionsPerCapacityProviderLimitExceededException": {
   "status": 400,
   "spelling": "message"
  },
  "InvalidCodeSignatureException": {
   "status": 400,
   "spelling": "Message"
  },
  "InvalidParameterValueException": {
   "status": 400,
   "spelling": "message"
  },
  "InvalidRequestContentException": {
   "status": 400,
   "spelling": "message"
  },
  "InvalidRuntimeException": {
   "status": 502,
   "spelling": "Message"
  },
  "InvalidSecurityGroupIDException": {
   "status": 502,
   "spelling": "Message"
  },
  "InvalidSubnetIDException": {
   "status": 502,
   "spelling": "Message"
  },
  "InvalidZipFileException": {
   "status": 502,
   "spelling": "Message"
  },
  "KMSAccessDeniedException": {
   "status": 502,
   "spelling": "Message"
  },
  "KMSDisabledException": {
   "status": 502,
   "spelling": "Message"
  },
  "KMSInvalidStateException": {
   "status": 502,
   "spelling": "Message"
  },
  "KMSNotFoundException": {
   "status": 502,
   "spelling": "Message"
  },
  "LambdaServiceException": {
   "status": 500,
   "spelling": "message"
  },
  "ModeNotSupportedException": {
   "status": 400,
   "spelling": "message"
  },
  "NoPublishedVersionException": {
   "status": 400,
   "spelling": "Message"
  },
  "PolicyLengthExceededException": {
   "status": 400,
   "spelling": "message"
  },
  "PreconditionFailedException": {
   "status": 412,
   "spelling": "message"
  },
  "ProvisionedConcurrencyConfigNotFoundException": {
   "status": 404,
   "spelling": "message"
  },
  "PublicPolicyException": {
   "status": 400,
   "spelling": "Message"
  },
  "RecursiveInvocationException": {
   "status": 400,
   "spelling": "Message"
  },
  "RequestTooLargeException": {
   "status": 413,
   "spelling": "message"
  },
  "ResourceConflictException": {
   "status": 409,
   "spelling": "message"
  },
  "ResourceInUseException": {
   "status": 400,
   "spelling": "Message"
  },
  "ResourceNotFoundException": {
   "status": 404,
   "spelling": "Message"
  },
  "ResourceNotReadyException": {
   "status": 502,
   "spelling": "message"
  },
  "S3FilesMountConnectivityException": {
   "status": 408,
   "spelling": "Message"
  },
  "S3FilesMountFailureException": {
   "status": 403,
   "spelling": "Message"
  },
  "S3FilesMountTimeoutException": {
   "status": 408,
   "spelling": "Message"
  },
  "SerializedRequestEntityTooLargeException": {
   "status": 413,
   "spelling": "message"
  },
  "ServiceException": {
   "status": 500,
   "spelling": "Message"
  },
  "ServiceQuotaExceededException": {
   "status": 402,
   "spelling": "Message"
  },
  "SnapStartException": {
   "status": 400,
   "spelling": "Message"
  },
  "SnapStartNotReadyException": {
   "status": 409,
   "spelling": "Message"
  },
  "SnapStartRegenerationFailureException": {
   "status": 409,
   "spelling": "Message"
  },
  "SnapStartTimeoutException": {
   "status": 408,
   "spelling": "Message"
  },
  "SubnetIPAddressLimitReachedException": {
   "status": 502,
   "spelling": "Message"
  },
  "TooManyRequestsException": {
   "status": 429,
   "spelling": "message"
  },
  "UnsupportedMediaTypeException": {
   "status": 415,
   "spelling": "message"
  }
 }
}
