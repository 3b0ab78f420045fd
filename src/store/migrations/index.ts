/** In order; the key of one that has been published is never changed. */
import type { Migration } from 'kysely';
import * as certificateFaults from './certificate-faults.js';
import * as crawl from './crawl.js';
import * as decisions from './decisions.js';
import * as failuresOfAPlace from './failures-of-a-place.js';
import * as first from './first.js';
import * as links from './links.js';
import * as openWork from './open-work.js';
import * as overview from './overview.js';
import * as resultsByForm from './results-by-form.js';
import * as resultsByKey from './results-by-key.js';
import * as reviewItems from './review-items.js';
import * as reviewWork from './review-work.js';
import * as rulings from './rulings.js';
import * as standingsByDocument from './standings-by-document.js';
import * as work from './work.js';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-failures-of-a-place': failuresOfAPlace,
  '0003-results-by-key': resultsByKey,
  '0004-work': work,
  '0005-crawl': crawl,
  '0006-links': links,
  '0007-certificate-faults': certificateFaults,
  '0008-decisions': decisions,
  '0009-review-items': reviewItems,
  '0010-open-work': openWork,
  '0011-review-work': reviewWork,
  '0012-results-by-form': resultsByForm,
  '0013-overview': overview,
  '0014-rulings': rulings,
  '0015-standings-by-document': standingsByDocument,
};
