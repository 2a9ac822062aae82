"""English sentences, and with `en_labels` all that English pages say. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language
from scraper.extraction.vocabulary.languages.en_labels import BARE_MARKERS, LABELS, MARKERS

PHRASES = Language(
    labels=LABELS,
    markers=MARKERS,
    bare_markers=BARE_MARKERS,
    sentences={
        "related": """
            keep reading about * | for more [on/news/about/stories/information] * visit
            *
        """,
        "author": """
            ~contributed to this [report/story/article/post] | ~contributed reporting |
            with reporting by * | with [reports/files/inputs] from * | reporting by *
            editing by * | additional reporting by * | with additional reporting * |
            posted by * | ~writing by * editing by * | edited by * | this report was
            [written/produced/compiled] by * | ~can be reached at | [the author/the
            writer] is [a/an/the] * | ~is a [freelance/staff]
            [writer/journalist/reporter/photographer] | this
            [article/story/piece/post/column] [was originally/originally/first] * |
            ~republished [from/with permission] | ~originally [appeared/published]
            [on/in/at] | ~was first published [in/on/by/at] | a version of this
            [article/story] * | this [article/story] is part of * | [article/story/text]
            by * photos by * | ~copy editing by
        """,
        "newsletter": """
            ~delivered every
            [day/week/weekday/morning/monday/tuesday/wednesday/thursday/friday/
            saturday/sunday] | ~get it delivered | sign up [for/to/here to/now to/today
            to] * [newsletter/newsletters/updates/alerts/email/inbox] | subscribe to *
            [newsletter/newsletters/mailing list/channel/podcast/email list/digest/
            morning letter/evening letter/daily letter/weekly letter] | subscribe
            [here/now/today/to receive] * [newsletter/updates/inbox] | get [the
            latest/our best/more/our/all the] * [inbox/newsletter/to your email] | get *
            delivered [to/straight to/directly to] your | ~delivered
            [straight/directly/right/daily/weekly/free/fresh] to your inbox | ~delivered
            to your [inbox/email] | ~sign up for our [free /][daily /weekly
            /][newsletter/newsletters/mailing list/email] | ~subscribe to our [free
            /][daily /weekly /email /e-mail /][newsletter/newsletters/mailing
            list/youtube channel/channel] | ~join our [free /][newsletter/mailing
            list/telegram/whatsapp/telegram channel/whatsapp channel] | thank you for
            subscribing | thanks for subscribing | you have successfully subscribed |
            we'll send you | never miss [a story/an update/a post/out/our] | stay up to
            date with * [newsletter/inbox/updates] | by [signing
            up/subscribing/submitting/clicking submit/registering/providing your email]
            * you [agree/consent/accept/confirm] | by [signing up/subscribing] | you can
            unsubscribe at any time | unsubscribe at any time | receive * [in/to/direct
            to/straight to] your inbox | this newsletter | ~your inbox every
            [day/week/morning/monday/friday/sunday/month/weekday] | want [more/to
            get/the latest] * [newsletter/inbox] | please check your email to confirm |
            enter your email [address/below/to subscribe/to get/to receive] * | don't
            miss [a story/an update/a beat] * | ~subscribe to our | ~delivered to your
            inbox | ~straight to your inbox | ~to your inbox | ~in your inbox | ~sign up
            for our | ~sign up to our | ~our daily newsletter | ~our weekly newsletter |
            ~our free newsletter | ~subscribe to the * newsletter | get * newsletter* |
            stay up to date * | stay informed * | don't miss [a/out/the/our/any]*
        """,
        "share": """
            contact us at * | follow us on * | follow * on
            [twitter/facebook/instagram/x/linkedin/tiktok/threads/bluesky/mastodon/google
            news/youtube] | follow me on [twitter/facebook/instagram/x/linkedin] | like us on
            facebook | find us on [facebook/twitter/instagram] | join us on
            [facebook/twitter/telegram/whatsapp/instagram] | click to share on | click to email
            | click to print | share this [article/story/post] * | share your
            [thoughts/opinion/views] * | let us know * [comments/below] | what do you think *
            [comments/below] | have a story * | have a tip | got a [tip/story/news tip] | do you
            have a [tip/story] * | send [us /][your tips/tips/a tip] * | contact * at
            [editor/news/tips] | reach out to * at | if you liked this | if you enjoyed this |
            liked this article | enjoyed this [article/post/story] | did you [like/enjoy/find]
            this | was this [article/page/helpful/post] * | opens in [a /]new window | ~(opens
            in new window) | let us know in the comments * | share your thoughts * comments* |
            tried this recipe? * | made this recipe? * | get in touch with our * | email us at *
            | report this page | send us your [photos/videos/news/tips/pictures/stories]* | pin
            [it/this/this post/this recipe/for/me] [for/to] * | save this
            [recipe/post/article/pin] * | [thanks/thank you] for reading! *
            [share/subscribe/follow]* | be the first to know *
        """,
        "cta": """
            [click/tap] to [enlarge/expand/zoom/play/view] * | watch the full
            [interview/video/episode] * | listen to the full [interview/episode/podcast]
            * | read the full [story/article/report/interview/post] [here/on/at] * |
            read more [here/at/about this] * | get our app | ~download our app |
            ~available on [the app store/google play] | to read the full [story/article]
            * | this [article/story/post] [was originally published/originally
            appeared/first appeared] * | this post first appeared on * | the post *
            appeared first on * | order your copy | buy your tickets | visit our
            [shop/store/website] | support our [journalism/work] * | support independent
            journalism * | ~support our journalism | donate to * | make a donation |
            consider [making a donation/becoming a member/supporting us] * | become a
            [member/supporter/patron] | click here to
            [read/subscribe/watch/sign/join/listen/buy/follow/register/support/donate] *
            | [click/tap] here for more * | download our * app * | for more
            [news/stories], [visit/see/click/follow] * | download the app
            [now/today/here/from/on/for free] * | ~making a donation | ~make a donation
            | ~your [donation/gift/contribution/support]
            [helps/makes/allows/keeps/pays/means/goes] * | if you
            [found/enjoyed/liked/value] * [reporting/story/article/post/journalism] * |
            ~support [quality/public/nonprofit/our independent/our reporting/our work] |
            ~depend on [the support of/donations/reader/readers] * | ~readers like you |
            ~reader-supported | ~become a [paid subscriber/member
            today/supporter/sustaining member] | to [view/read/continue reading] the
            full * subscribe * | ~with no corporate owner | ~can't do it without your |
            while you are here* | while you're here* | before you go* | click here for *
            | find out more * | learn more about * | get the latest * | want more * |
            like what you * | enjoying this * | buy * on amazon* | available
            [at/from/on] amazon * | try * for free * | start your free * | get it here*
            | visit our website * | check out our * | check out more * | explore more *
            | discover more * | see more * | view more * | view all * | get tickets * | subscribe [now/today] * |
            book now* | shop * here* | download the * [app/guide/report/pdf] *
        """,
        "advert": """
            [article/story/post/content] continues [below/after] * | advertisement
            [continue/scroll/story/article/-/–/—] * | continue reading below | scroll [down /]to
            continue * | we may earn [a/an/commission/money] * | we may receive * commission |
            this post [may contain/contains] affiliate links | this [article/page/post] contains
            affiliate links | as an amazon associate * | ~if you buy * through * links | when
            you [buy/purchase/make a purchase] * links * | ~may earn [a commission/an affiliate
            commission/commission] | this [article/content/post] is sponsored * | sponsored
            content * | [continues/resumes] after [the /this /][ad/ads/advertisement/break] |
            some of the links [in/on] this * | some links [in/on] this [post/page/article] * |
            [disclosure: /][this post/some links/some of these links/the links/links in this] *
            affiliate* | ~contain affiliate links | ~contains affiliate links | products
            featured * | [all /][products/items] [are/were] independently [selected/chosen]* |
            prices [are/were] [accurate/correct] [at/as of]* | ~at no [extra/additional] cost to
            you
        """,
        "copyright": """
            ~all rights reserved | ~may not be [published/reproduced/copied], * | ~no part of
            this * may be reproduced | copyright [©/(c)/20/19] * | [©/© /ⓒ/ⓒ ][19/20] * | ©
            copyright * | this material may not be published * | reproduction * prohibited |
            ~without [prior /][written /]permission of | [the /]views expressed * | [the
            /]opinions expressed * | ~do not necessarily reflect the [views/opinions/position] |
            all text is available under * | ~available under the terms of the * license | did
            you [find/spot/notice] [a mistake/an error/a typo]* | [spotted/found/noticed/see] [a
            mistake/an error/a typo/something wrong]* | if you [find/notice/spot/see] [a
            mistake/an error/a typo]* | ~press ctrl+enter | report [a mistake/an error/a typo/a
            correction]* | this article was [syndicated/produced by/first published by]* | ~is
            licensed under a creative commons
        """,
        "paywall": """
            this [article/content/story/post] is [for/only for/available to/only available
            to/exclusively for/exclusive to/reserved for] * [subscribers/members/subscriber] |
            already [a /][subscriber/registered/subscribed/member/have an account/have a
            subscription] * | subscribe to [continue/keep/read/unlock/access/view] * | subscribe now
            [to/for/and] * | to continue reading[/,] * [subscribe/register/log in/sign
            in/account/subscription] * | [log in/sign in/register] to [continue/read/keep] * | this
            is [a premium/subscriber-only/a subscriber-only/premium] * | you have
            [reached/read/used] * [free/limit/articles] * | you've [reached/read/used] *
            [free/limit/articles] * | [unlimited/get unlimited/enjoy unlimited] [digital
            /][access/articles] * | create [a/your] free account * | become a subscriber * | start
            your free trial * | subscribers can * | unlock this [article/story] * | please [log
            in/sign in/subscribe/register] to * | only subscribers * | ~unlimited access | ~cancel
            anytime | ~cancel at any time | ~digital subscription | ~digital access | ~per month
            after | ~subscriber-only | for subscribers only* | subscribers only* | ~continue reading
            this | ~free articles | ~already a subscriber
        """,
        "consent": """
            we use cookies * | we and our * partners * | this [site/website] uses cookies * |
            our [site/website] uses cookies * | we use [our own and /]third[- /]party cookies *
            | by [continuing/using/browsing/clicking] * [cookies/cookie policy/privacy
            policy/terms] * | ~use of cookies | ~uses cookies to | ~we use cookies | accept
            [all/cookies/all cookies] | manage [cookies/preferences/consent] * | your privacy
            [choices/matters/is important] * | we value your privacy * | cookie
            [policy/settings/preferences/notice] * | reject all *
        """,
        "error": """
            page not found * | 404 [not found/error/page not found] * | error 404 * | [sorry,
            /oops, /oops! /]the page you [were looking for/are looking for/requested/are trying]
            * | sorry, [we couldn't/we could not/we can't/this page/the page/but the page] * |
            the requested [page/url/article] * [not found/could not be found/does not exist/was
            not found/is no longer] * | this page [doesn't exist/does not exist/isn't
            available/could not be found/can't be found/is no longer available] * | oops! *
            [page/went wrong] * | we can't find [the/that] page * | ~page you requested *
            [not/cannot/could not] be found | something went wrong * | 500 internal server error
            * | 403 forbidden * | access denied * | service unavailable * | [502/503/504] [bad
            gateway/service/gateway] *
        """,
        "javascript": """
            please [enable/turn on/activate] [javascript/js] * | javascript is
            [disabled/required/not enabled/turned off/currently disabled/not available] * | [you
            need/you must/it looks like you need] * [enable/javascript] * | this
            [site/page/website/app] requires javascript * | we're sorry but * [without
            javascript/javascript enabled] * | ~enable javascript | your browser [does not
            support/doesn't support/is not supported/is out of date/is outdated] * | you are
            using an outdated browser * | ~javascript enabled
        """,
        "captcha": """
            verify [you are/you're/that you are/that you're/yourself] * [human/robot] * |
            [please /]verify you are [a /]human * | checking your browser * | checking if the
            site connection is secure * | just a moment* | please [wait while/complete the] *
            [security check/captcha/verify/check your browser] * | i'm not a robot * | are you a
            [robot/human] * | please confirm you are [human/not a robot] * | performing security
            verification * | attention required! * | ddos protection by * | ~unusual traffic
            from your | ~complete the captcha | ~press and hold | your [request/access] has been
            blocked * | sorry, you have been blocked * | pardon our interruption * | enable
            javascript and cookies to continue * | ~needs to review the security of your
            connection | request unsuccessful. incapsula *
        """,
        "login": """
            forgot [your /]password * | don't have an account* | [log in/sign in] or
            [register/sign up/create] * | you must be [logged in/signed in/registered]
            to * | you need to [log in/sign in/register/be logged in] * | please log in
            * | new user? * | not a member* | your session has expired * | [log
            in/login/sign in] with [google/facebook/apple/email/your account] * | not a
            subscriber? * | already a [member/subscriber]? * | you must be logged in * |
            please log in to * | you need to be logged in *
        """,
        "comments": """
            your email address will not be published * | required fields are marked * | save
            my name, email* | this site uses akismet * | notify me of [follow-up/new] * |
            you must be logged in to post a comment* | [please /]leave a [comment/reply] * |
            comments are [closed/moderated/welcome/turned off] * | be the first to
            [comment/leave/write] * | log in to [leave a comment/comment/reply] * |
            commenting on this * | we moderate comments * | ~learn how your comment data is
            processed | all comments are * moderat* | please read our comment* | we reserve
            the right to remove * | join the [conversation/discussion] * | have your say * |
            leave a [comment/reply] * | comments are [closed/moderated/disabled/turned]* |
            what's your [opinion/take/view] * | tell us * [comments/below]* | your email
            address will not be published* | sign in to join the * | please log in or
            register to * | ~to leave a comment | log in or sign up to comment* | comments
            for this [article/thread/post] are * | [rate/vote for] this
            [article/post/recipe] | how useful was this * | how helpful was this * | no
            votes so far* | we are sorry that this post * | click on a star to rate* | what
            did you think of this [article/post/story]* | have you tried this
            [recipe/project] * | if you make this recipe * | ~tag me on instagram | ~tag us
            on instagram | comment policy | commenting policy | comment rules | rules for
            comments | house rules | house rules for commenting | community guidelines for
            comments
        """,
    },
    appeals="""
        [/please /you can /help ][support/fund/sustain] our
        [work/journalism/reporting/newsroom/mission/independent/site/coverage/team] | support * by [donating/becoming a/making
        a/subscribing] | [please /if you can, please /]consider [making/giving/a/donating/becoming a/supporting
        us/subscribing] * [donation/gift/contribution/member/patron/to us/to our/today/supporter/subscri*] | [please
        /][donate/make a donation/give] [now/today/here/to * today/to support our/to our newsroom] | if you
        [value/appreciate/enjoy/like/love/enjoyed/liked/find] * [donat*/our newsletter/support us/supporting
        us/subscrib*/become a member/a member of] | your [donation/support/contribution/gift/subscription] *
        [us/our/possible/independent] | [become a/join as a] [member/patron/supporter/subscriber] *
        [today/now/us/our/access/for just] | [please /to * /click here to /][sign up/subscribe/register] [here /now /today
        /][for/to] [our/the/this/* 's] * [newsletter/mailing list/email list/email alerts/daily briefing/youtube
        channel/podcast] | subscribe to [our/* and get/* and receive/* to get/* for unlimited] | get * [delivered/sent]
        [straight /directly /right /][to/into] your [inbox/email/mailbox] | [download/get/install] our [free /mobile /news
        /new /]app [today/now/here/for/from/to/on/and] | [follow/like/join/find] us on
        [facebook/twitter/instagram/x/telegram/whatsapp/linkedin/google news/youtube/tiktok/social] | [get/enjoy/unlock]
        [unlimited/full/complete/digital/all] access [to/for] | click here to [subscribe/donate/sign up/join
        our/follow/download our] | [want/enjoy/like/love] * [sign up for/subscribe to] [our/the] | to receive new posts and
        support my work | subscribe [for free /]to receive new posts | thanks for reading * subscribe | this post is public so
        feel free to share it | get more from * in the substack app | you can support [us/* with a/* for as little/* by
        donating] | [for as little as/for just] * you can support | if you [found/find] * [donation/donating/subscribing
        to/supporting our] | thanks for donating | your gift [pays for/supports/helps us/makes] | [for/get] the latest *
        download [the/our] * app* | [please /][sign up/subscribe] to [get/receive] [the best/our/all the/* newsletter/*
        inbox/* email] | [simply /][pop/enter] your email [address /]* [to get/to receive/and get/and receive] [the
        news/the latest/all the/our] | [simply /][pop/enter] your email * newsletter |
        not a subscriber | [join/like/follow/find/visit] [our/us on/the]
        [facebook/telegram/whatsapp/discord/instagram/youtube] [group/page/channel/community/server] | let's [connect/hang
        out/be friends] on | never miss [a/an] [story/post/update/issue/deal/article] | for more [news/stories/updates] *
        please visit | to receive [news/our/daily/weekly/free/breaking] * [subscribe/sign up/join our/follow us] | like what
        you['re reading/ read/ see] | [enjoyed/liked/loved] this [article/post/story] | get [breaking/the
        latest/instant/real-time] [news/updates/alerts] * [on your phone/your inbox/by email/your device/our app]
        | if you're enjoying this [article/story/post/newsletter/podcast] | did you [like/enjoy/love] this
        [article/story/post/recipe/episode] | is this [email/newsletter] not displaying [correctly/properly] | view
        this email in your browser | this slideshow requires javascript | if you're looking for [more/any more] *
        check out [these/our/my/this] | donate via [paypal/crypto*/bank transfer] | to [view/read/continue reading]
        the full [story/article/text], please [subscribe/log in/sign in/register] | if you're seeing this message
        [but/and] you're already a | for more on news * please visit
        """,
)
