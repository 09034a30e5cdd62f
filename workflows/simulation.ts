import { ActivityFailure, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { SimulationActivities } from '../activities/simulation/activities.ts';
import { siblingQueue } from './ids.ts';

/** What a draft of the rules would do (G3). Its state, progress and result are rows that any browser reads; it holds only the id. */
export async function simulate(simulationId: string): Promise<void> {
  const { runSimulation, failSimulation } = proxyActivities<SimulationActivities>({
    taskQueue: siblingQueue(workflowInfo().taskQueue, 'simulation'),
    startToCloseTimeout: '30 minutes',
    heartbeatTimeout: '30 seconds', // its worker was killed
    retry: { initialInterval: '5 seconds', maximumAttempts: 5 },
  });
  try {
    await runSimulation(simulationId);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    await failSimulation(simulationId);
  }
}
