import { ConnectionStatistics } from './ConnectionStatistics.tsx';

export const statistics = { list: ConnectionStatistics };
