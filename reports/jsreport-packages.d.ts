/** The part of jsreport that the reports use; its packages bring no types. */
declare module '@jsreport/jsreport-core' {
  interface Extension {
    name: string;
  }
  interface Template {
    content: string;
    engine: 'handlebars';
    recipe: 'chrome-pdf';
    chrome: { tagged: boolean; preferCSSPageSize: boolean; printBackground: boolean };
  }
  interface Reporter {
    use(extension: Extension): Reporter;
    init(): Promise<Reporter>;
    render(request: { template: Template; data: object }): Promise<{ content: Uint8Array }>;
    close(): Promise<Reporter>;
  }
  interface Options {
    rootDirectory: string;
    tempDirectory: string;
    loadConfig: false;
    discover: false;
    useExtensionsLocationCache: false;
    trustUserCode: boolean;
    reportTimeout: number;
    logger: { silent: boolean };
    profiler: { defaultMode: 'disabled' };
    store: { provider: 'memory' };
    workers: { numberOfWorkers: number };
  }
  export default function jsreport(options: Options): Reporter;
}

declare module '@jsreport/jsreport-chrome-pdf' {
  import type { Extension } from '@jsreport/jsreport-core';
  interface Options {
    strategy: 'chrome-pool';
    numberOfWorkers: number;
    launchOptions: { executablePath: string; args: string[]; headless: 'shell'; pipe: boolean; userDataDir: string };
  }
  export default function chromePdf(options: Options): Extension;
}

declare module '@jsreport/jsreport-handlebars' {
  import type { Extension } from '@jsreport/jsreport-core';
  export default function handlebars(): Extension;
}
