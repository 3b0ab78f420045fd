/** The overview, and what it leads to. */
import { showCounts } from './anomaly-counts.js';
import { showCoverage } from './coverage-page.js';
import { showCrawls } from './crawl-list.js';
import { showFigure } from './figure-page.js';
import { showImports } from './import-list.js';
import { showOverview } from './overview-page.js';
import type { Site, SiteApp } from './site.js';

export function addOverviewPages(app: SiteApp, site: Site): void {
  app.get('/overview', (context) => showOverview(context, site));
  app.get('/coverage', (context) => showCoverage(context, site));
  app.get('/anomalies-by', (context) => showCounts(context, site));
  app.get('/figures', (context) => showFigure(context, site));
  app.get('/imports', (context) => showImports(context, site));
  app.get('/crawls', (context) => showCrawls(context, site));
}
