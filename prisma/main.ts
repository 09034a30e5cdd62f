import { databaseUrl } from '../setup/services.ts';
import { prepareInstallation } from './installation.ts';

/** `node prisma/main.ts`: migrates the database of DATABASE_URL and makes it an installation, which is no demo. */
const applied = await prepareInstallation(databaseUrl(), { demo: false });
console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'Nothing to apply');
