import { ContactList } from './ContactList.tsx';

export const contacts = { list: ContactList };
