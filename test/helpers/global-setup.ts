import { type Cluster, startCluster } from './cluster.ts';

declare global {
  var oshiraseTestCluster: Cluster | undefined;
}

/** Once per jest run, only when a test that needs a service runs. The workers learn the address from the environment. */
export default async function setup(): Promise<void> {
  const cluster = await startCluster(process.env['DATABASE_URL']);
  globalThis.oshiraseTestCluster = cluster;
  process.env['TEST_CLUSTER_URL'] = cluster.url;
  process.env['TEST_TEMPLATE'] = cluster.template;
}
