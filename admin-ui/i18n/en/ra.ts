export { default as enMessages } from 'ra-language-english';
