import { PromiseList } from './PromiseList.tsx';

export const promises = { list: PromiseList };
