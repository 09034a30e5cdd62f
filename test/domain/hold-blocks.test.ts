import { expect, test } from '@jest/globals';
import { holdKinds } from '../../domain/codes.ts';
import { blocksOf } from '../../domain/hold-blocks.ts';

test.each(holdKinds.filter((kind) => !['dv_protection', 'guardianship', 'abroad'].includes(kind)))(
  '%s stops calls, texts and letters and lets the records leave in files',
  (kind) => {
    expect(blocksOf(kind)).toEqual({ calls: true, texts: true, letters: true, exports: false });
  },
);

test('a protected person may be called, and nothing of them is sent or leaves in a file', () => {
  expect(blocksOf('dv_protection')).toEqual({ calls: false, texts: true, letters: true, exports: true });
});

test.each(['guardianship', 'abroad'] as const)(
  'with %s the letter goes to who stands in, and nobody is called',
  (kind) => {
    expect(blocksOf(kind)).toEqual({ calls: true, texts: true, letters: false, exports: false });
  },
);
