import { TaskList } from './TaskList.tsx';

export const tasks = { list: TaskList };
