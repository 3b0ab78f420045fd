/** How a report is titled, and how its period is stated. */

/** The end of a title, with everything after it. */
export const titleTail =
  /(?:政府)?(?:政务)?信息公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报)(?:（?图片版）?|（?文字版）?)?/;

/** A paragraph that is (part of) a title is not longer. */
export const longestTitle = 60;

/** What stands before a period's dates; the period itself is found by its dates. */
export const periodLead = /统计期限|期限|统计时间|数据时间|报告期|统计周期|时间范围|起止/;

/** Lines that say when a page was published. */
export const publishedLead = /(?:发布|公开|成文|生成|更新|印发)(?:日期|时间)|^时间|^日期/;

/** Sites call a list of reports by these names; it has one line a report. */
export const listedReport = /\d{4}\s*年度?.{0,30}(?:年度报告|年报)/;

/** Titles of documents about annual reports that are none. */
export const otherKinds =
  /(?:年度报告|年报).{0,30}(?:的?(?:通知|函|通报|说明|指南|解读|问题的解释|培训|工作方案|公告)|格式)(?:[（(].*)?$/;
