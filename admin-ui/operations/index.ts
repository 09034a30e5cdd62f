import { OperationsPage } from './OperationsPage.tsx';

export const operations = { list: OperationsPage };
