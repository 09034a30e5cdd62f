import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import type { ExchangeFile } from './ExchangeList.tsx';

export function FileFacts({ file }: { file: ExchangeFile }) {
  const { t, code } = useWords();
  const breakable = { fontFamily: 'var(--mono)', overflowWrap: 'anywhere' } as const;
  return (
    <>
      <SectionHead>{t('exchange.about')}</SectionHead>
      <LabelForm head={112}>
        <LabelCell head={t('exchange.sender')}>{file.sender_name}</LabelCell>
        <LabelCell head={t('exchange.interface')}>{code('interfaces', file.interface)}</LabelCell>
        <LabelCell head={t('exchange.sequence')}>{file.sequence}</LabelCell>
        <LabelCell head={t('exchange.asOf')}>
          <Moment at={file.as_of} year />
        </LabelCell>
        <LabelCell head={t('exchange.rows')}>{file.row_count}</LabelCell>
        <LabelCell head={t('exchange.receivedAt')}>
          <Moment at={file.received_at} year />
          <br />
          {file.received_by_name ?? t('exchange.bySystem')}
        </LabelCell>
        {file.committed_at ? (
          <LabelCell head={t('exchange.committedAt')}>
            <Moment at={file.committed_at} year />
            <br />
            {file.committed_by_name ?? t('exchange.byItself')}
          </LabelCell>
        ) : null}
        <LabelCell head={t('exchange.fileName')}>
          <span style={breakable}>{file.file_name}</span>
        </LabelCell>
        <LabelCell head={t('exchange.encoding')}>{code('encodings', file.encoding)}</LabelCell>
        <LabelCell head={t('exchange.hash')}>
          <span style={breakable}>{file.sha256}</span>
        </LabelCell>
      </LabelForm>
    </>
  );
}
