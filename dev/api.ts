import { serve } from '../api/serve.ts';

/** The API of `npm start`. */
await serve();
