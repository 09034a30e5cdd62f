import { LettersPage } from './LettersPage.tsx';

export const letters = { list: LettersPage };
