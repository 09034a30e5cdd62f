import { OperationList } from './OperationList.tsx';

export const audit = { list: OperationList };
