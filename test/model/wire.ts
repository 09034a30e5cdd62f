import { Client, type ConnectionLike, OperatorService, WorkflowService } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { Server, Start } from './server.ts';
import type { Actor } from './stepper.ts';

const v1 = proto.temporal.api.workflowservice.v1;
const { WorkflowIdReusePolicy } = proto.temporal.api.enums.v1;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const UNIMPLEMENTED = 12;

/** An answer of the server that is no answer, as gRPC's client throws it. */
class Refused extends Error {
  readonly code: number;
  readonly details = 'model';
  readonly metadata = { get: () => [] };

  constructor(code: number) {
    super(`gRPC ${code}`);
    this.code = code;
  }
}

/** The real client, whose calls the model of the server answers at the wire. The caller stands still before each that matters to others. */
export function clientOf(server: Server, actor: Actor): Client {
  async function answer(method: string, request: Uint8Array): Promise<Uint8Array> {
    if (!method.endsWith('Namespace')) await actor.stand(method);
    switch (method) {
      case 'StartWorkflowExecution': {
        const asked = v1.StartWorkflowExecutionRequest.decode(request);
        return v1.StartWorkflowExecutionResponse.encode({ runId: started(server.start(startOf(asked))) }).finish();
      }
      case 'SignalWorkflowExecution': {
        const { workflowExecution } = v1.SignalWorkflowExecutionRequest.decode(request);
        if (!server.signal(workflowExecution?.workflowId ?? '')) throw new Refused(NOT_FOUND);
        return v1.SignalWorkflowExecutionResponse.encode({}).finish();
      }
      case 'SignalWithStartWorkflowExecution': {
        const asked = v1.SignalWithStartWorkflowExecutionRequest.decode(request);
        const runId = started(server.signalWithStart(startOf(asked)));
        return v1.SignalWithStartWorkflowExecutionResponse.encode({ runId }).finish();
      }
      case 'UpdateNamespace':
        return v1.UpdateNamespaceResponse.encode({}).finish();
      case 'DescribeNamespace':
        return v1.DescribeNamespaceResponse.encode({ namespaceInfo: { id: server.namespaceId } }).finish();
      default:
        throw new Refused(UNIMPLEMENTED);
    }
  }

  const implementation: Parameters<typeof WorkflowService.create>[0] = (method, request, callback) => {
    answer(method.name, request).then(
      (response) => callback(null, response),
      (error: Error) => callback(error),
    );
  };
  const connection: ConnectionLike = {
    workflowService: WorkflowService.create(implementation, false, false),
    operatorService: OperatorService.create(implementation, false, false),
    plugins: [],
    close: async () => undefined,
    ensureConnected: async () => undefined,
    withDeadline: (_deadline, call) => call(),
    withMetadata: (_metadata, call) => call(),
    withAbortSignal: (_signal, call) => call(),
  };
  return new Client({ connection });
}

interface Asked {
  workflowId?: string | null;
  workflowIdReusePolicy?: number | null;
  input?: proto.temporal.api.common.v1.IPayloads | null;
}

function startOf({ workflowId, workflowIdReusePolicy, input }: Asked): Start {
  const [payload] = input?.payloads ?? [];
  const again = workflowIdReusePolicy === WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE;
  return {
    workflowId: workflowId ?? '',
    again,
    episodeId: payload ? defaultPayloadConverter.fromPayload<string>(payload) : '',
  };
}

function started(runId: string | null): string {
  if (runId === null) throw new Refused(ALREADY_EXISTS);
  return runId;
}
