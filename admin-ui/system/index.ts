import { OperationsPage } from './OperationsPage.tsx';

export const system = { list: OperationsPage };
