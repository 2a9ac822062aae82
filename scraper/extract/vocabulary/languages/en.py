"""English labels, markers and sentences. See `language` for the notation."""

from scraper.extract.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            related | [more /]related
            [article/articles/story/stories/post/posts/news/content/coverage/topic/topics/reading/link/links/video/videos/items/information/pages/resources/blogs/blog
            posts/features/headlines/searches/publications/documents/galleries/media/events/products/guides/insights/questions/threads/discussions/podcasts/stories
            & articles] | related [articles/stories/posts/content] from * | related
            [articles/stories/posts/news/coverage] [on/about/in] * | related to this
            [article/story/post/topic] | [recommended/suggested/similar/connected]
            [article/articles/story/stories/post/posts/content/reading/reads/videos/links/news/topics/threads/pages]
            | recommended | [recommended/picked/selected] for you | [just /]for you |
            recommended by * | we recommend | our recommendations | editor's recommendations |
            [editor's/editors'/editors/editor] [pick/picks/choice] | our picks | staff picks |
            hand-picked for you | see also | see more | see related | also see | read also |
            also read | also on * | also in * | read next | up next | next up | what to read
            next | next read | read this next | keep reading | keep exploring | continue
            exploring | further reading | further reads | more reading | more to read | more to
            explore | more to discover | explore more | discover more | dive deeper | more |
            more like this | more of this | [more/other/latest/recent]
            [articles/stories/posts/news/headlines/coverage/videos/content/reads/updates/blog
            posts/blogs/features/podcasts/episodes/insights] | [more/other]
            [articles/stories/posts/news/coverage] [like this/from/in/on/about/by] * | more
            [from/in/on/by/about/at/for] * | more *
            [news/stories/articles/coverage/posts/headlines/content/videos] | more
            [articles/stories/posts] like this | more from [us/our network/our site/this
            author/this section/this series/this topic/around the web/our partners] | from
            around the web | around the web | [you may/you might/you may also/you might
            also/you'll/you'll also/you may also be/you might also be]
            [like/enjoy/love/interested in/be interested in] | you may also like to read | you
            may like these [posts/articles] | you [may/might] [have missed/be interested in] |
            in case you missed it | icymi | what you missed | don't miss | don't miss this |
            don't miss out on | don't miss these | must read | must reads | must-read | must see
            | must watch | good reads | great reads | related by tags | related by topic |
            related categories | people also [read/viewed/ask/search for/like] | readers also
            [read/liked/like/viewed] | others also read | customers also [viewed/bought] | other
            stories you may like | stories for you | stories you may [like/have missed] | from
            our partners | partner stories | partner content | from the archive | from the
            archives | from our archive | from the web | from the blog | from our blog | latest
            from * | latest from our blog | latest in * | latest on * | latest * news | in this
            section | also of interest | of interest | you may be interested in | interesting
            for you | interested in more | elsewhere on * | on the same topic | on this topic |
            more on this story | more on this topic | more on this | related to * news | read
            the latest | read more about * | read more on * | read more from * | read more
            articles | read more stories | read our latest | watch next | watch more | watch
            also | listen next | related internet links | related bbc links | top stories for
            you | what others are reading | what we're reading | what else we're reading |
            stories from * | news from * | our latest news | latest blog posts | the latest |
            the latest news | the latest from * | latest | more stories you might like | similar
            products | linked | other interesting articles | explore related questions | related
            questions | recommended communities | [you may/you might] also [be interested
            in/enjoy/like] [these posts/these articles/these stories/the following/the following
            articles/the following reports/our/some of my other posts] | you may also check |
            related terms | recommended videos | fresh content | what to watch next | similar
            stories | other articles | other stories | other news | recommended stories |
            recommended links | more on * from * | related companies | trending stories | news
            flash
        """,
        "ranking": """
            [most/most-]
            [read/popular/viewed/shared/commented/watched/emailed/discussed/clicked/recent/searched/read
            stories/read articles/popular stories/popular articles/popular posts/popular
            news/viewed stories/viewed articles/shared stories/watched videos/popular on *] |
            most-[read/popular/viewed/shared/commented/watched] | most
            [read/popular/viewed/shared] [in/on/this/from] * | most popular *
            [stories/articles/posts] | popular | popular
            [articles/article/stories/posts/news/now/topics/content/videos/reads/today/this
            week/this month/right now/searches/threads/products/categories/in */on */from
            */pages/items/tags] | * popular [article/articles/stories/posts/news] | top | top
            [articles/stories/posts/news/reads/headlines/videos/10/5/ten/five/picks/rated/trending/content/viewed/commented]
            | top [articles/stories/posts/news/headlines/videos/reads]
            [in/from/of/on/this/right] * | top [5/10/five/ten] [articles/stories/posts/news/most
            read] | trending | trending
            [now/stories/articles/news/today/topics/posts/videos/this week/right now/searches/on
            */in */content/products] | now trending | what's trending | what's
            [hot/popular/popular now] | hot [topics/news/stories/posts/articles/right now] |
            hottest stories | access ranking | * access ranking | * ranking list | * news
            ranking | popularity ranking | daily ranking | weekly ranking | [today's/this
            week's/this month's] [top/most popular] [stories/articles/reads/posts/news] | reader
            favorites | readers' choice | reader's choice | best of * stories | weekly top |
            leaderboard of stories | most read on * | best sellers | bestsellers | editor's top
            stories | trending nationally | yesterday's top * | popular slideshows | hot network
            questions | hot on * | most read * | most popular * | today's most read
        """,
        "tags": """
            tags | related tags | article tags | post tags | topics | topic tags | hashtags |
            keywords | filed under | filed in | posted in | tagged | tagged as | tagged with |
            tagged in | tag cloud | topics in this article | explore topics | explore more on
            these topics | more on these topics | related keywords | in this article |
            categories | article topics | browse by topic
        """,
        "newsletter": """
            newsletter | newsletters | our newsletter | our newsletters |
            [email/e-mail/free/daily/weekly/daily email] newsletter | newsletter [signup/sign
            up/sign-up/subscription] | subscribe | subscribe [now/today/here/for free/to our
            newsletter/to our newsletters/to the newsletter/via email/by email/to our blog/to
            */for updates/for more] | sign up [/now/today/here/for free/for our newsletter/for
            newsletters/for the newsletter/for updates] | join our [newsletter/mailing
            list/community] | join the [newsletter/mailing list/conversation/community] | get
            [updates/our newsletter/the newsletter/email updates/news alerts/the latest news] |
            email address | email alerts | news alerts | your email address | enter your email
        """,
        "share": """
            share | sharing | share this [article/story/post/page/video/content/entry/news/on
            */with */via *] | share [article/story/post/page] | share [the/your]
            [article/story/post/news/page] | [like/love] this [post/article] | share on
            [facebook/twitter/x/linkedin/whatsapp/reddit/pinterest/telegram/email] | share via
            email | tweet | tweet this | retweet | pin it | click to tweet | facebook twitter |
            email this [article/story/page] | print this [article/story/page] | print article |
            print page | print friendly | send to a friend | tell a friend | copy link | copy
            url | link copied | copied to clipboard | follow | follow us | follow us on * |
            follow * on [twitter/facebook/instagram/x/linkedin] | follow [me/the author] | find
            us on * | like us on facebook | connect with us | like this | save for later | save
            this article | bookmark this | bookmark | add to bookmarks | save article | listen
            to this article | gift this article | spread the word | social sharing | add to
            favorites | reprints | order reprints | share [this/it/on */via */now/with
            friends/options/buttons/the love/the post/the article/the story] | facebook | email
            | print | social share | share options | find us on social media | you can find me
            on | you can also find us on
        """,
        "comments": """
            comment | comments | [leave a/post a/add a/write a/add your/submit a/make a]
            [comment/reply] | [view/show/read/see/hide/load more/view all/show all/read
            all/load/all/latest/recent/top/reader/user] comments | no comments | no comments yet
            | join the [conversation/discussion] | comments are closed | comments off | leave
            your comment | share your thoughts | what do you think | be the first to comment |
            start the conversation | cancel reply | reply | replies | log in to comment | log in
            to reply | sign in to comment | reader comments | comment on this story | have your
            say | reader interactions | your comment
        """,
        "cta": """
            read more | read the full [story/article/report/interview/post] | read full
            [story/article/post/bio] | read [article/story/on/now/it here/more here] | continue
            reading | read [the rest/the rest of this entry] | continue to article | click here
            | click here [to read more/for more/for more information/to continue/for more
            details/to learn more/to read more on this story] | click to [read
            more/continue/enlarge/expand/view/read] | learn more | find out more | see
            [more/all/full story/details] | view [more/all/full article/full
            size/gallery/larger/in gallery] | show [more/less/all] | load more | full story |
            tap to expand | download [now/the app/our app/app/pdf/the pdf/here] | get the app |
            shop now | buy now | add to cart | order now | apply now | register now | book now |
            watch now | watch the full [interview/video/episode] | watch [the video/video/live]
            | listen now | start [your free trial/free trial/now] | try it free | donate |
            donate now | support us | play video | open in app | view on * | see more on * |
            slideshow
        """,
        "advert": """
            advertisement | advertisements | advertising | ad | ads | advertisement - continue
            reading below | continue reading below advertisement | story continues below | story
            continues below advertisement | article continues below | article continues below
            advertisement | article continues after ad | article continues after advertisement |
            continue below | scroll to continue | scroll down to continue reading | continue
            reading below | sponsored | sponsored [content/stories/links/by
            */post/article/results] | paid [content/post/partnership/advertisement] | promoted |
            promoted [content/stories/by *] | promotion | partner content | advertorial |
            [content/story] continues below | ad feedback | report this ad | skip advertisement
            | skip ad | close ad | from our sponsors | our sponsors | ads by google | this
            content is provided by * | remove ads | advertise with us | affiliate links
        """,
        "author": """
            about the [author/authors/writer/contributor/contributors/editor/reporter] | about
            [author/authors] | author | authors | author
            [bio/biography/profile/information/details/details] | written by * | written by |
            meet the author | the author | more about the author | view [author
            profile/profile/bio] | contributors | contact the author | posts by * | see author's
            posts | view all posts by * | all posts by * | view all posts | more by this author
        """,
        "copyright": """
            copyright | all rights reserved | copyright notice | copyright information | rights
            and permissions | rights & permissions | reprints & permissions | legal notice |
            terms of [use/service] | terms and conditions | terms & conditions | privacy policy
            | privacy notice | disclaimer
        """,
        "navigation": """
            [previous/next/prev/older/newer]
            [article/post/story/entry/page/image/slide/video/posts/entries/topic/thread] |
            previous | next | prev | back | back to [top/home/blog/news/the top/all
            posts/homepage/index/list/article/search results/overview/previous page] | return to
            [top/home/homepage] | home | menu | main menu | navigation | post navigation | main
            navigation | skip to [content/main content/navigation/main] | jump to
            [content/navigation/top] | scroll to top | go to top | top of page | table of
            contents | on this page | site map | sitemap | search | search for | breadcrumb |
            breadcrumbs | you are here | archives | archive | blog archive | recent comments |
            quick links | useful links | site navigation | sidebar | blogroll | select language
            | toggle navigation | close | open menu | next up in * | footer menu | site index |
            blog categories | helpful links | customer service | customer care | company info |
            accessibility tools | website footer navigation
        """,
    },
    markers={
        "related": """
            related | related
            [article/articles/story/stories/post/posts/news/reading/content/coverage/link/links/video/videos/topics]
            | [read/see/read it/watch/also read/read this] | [read/see/watch/listen/check
            out/check] also | [read/see] [more/next/also/related/on/this] | more | more [on
            this/here/news/from */on *] | must [read/watch/see] | must-read | read more
            [at/on/from/about] * | previously | previously on * | further reading | recommended
            | recommended reading | you may [also /]like | you might [also /]like | you may also
            be interested in | don't miss | in case you missed it | icymi | what to read next |
            up next | keep reading | trending | most read | editor's pick | [explore/learn] more
            | watch | listen | more stories | read the story | read our story | read here |
            recommended stories | suggested reading | on *.com | also [read/see/watch] | also on
            *.com | also in *.com | elsewhere on *
        """,
        "tags": """
            tags | tag | related tags | topics | keywords | filed under | filed in | posted in |
            tagged | tagged as | tagged with | categories | category | hashtags | article tags |
            post tags | labels | related topics
        """,
        "share": """
            share | share this | share [on/via/this article/this story/this post] | share this *
            on | follow us | follow us on * | follow * on * | follow me on * | find us on * |
            find * on * | like us | get in touch
        """,
        "cta": """
            click here | read the full [story/article/report/interview] | read full
            [story/article] | continue reading | buy now | shop now | listen here | watch here |
            watch video | watch now | get it here | order here | read the original article |
            read original
        """,
        "author": "about the author | author bio | written by | about the writer | article by",
        "caption": """
            photo | photos by | photo by | photo credit | photo credits | photo courtesy | image
            | image credit | image credits | image source | image by | images | picture |
            picture credit | pictures | credit | credits | file photo | representative image |
            featured image | illustration | screenshot | caption | photograph | cover photo |
            video credit | header image
        """,
        "comments": "leave a comment",
        "advert": "advertisement | sponsored | sponsored by | paid content | promoted | ad",
        "navigation": """
            [previous/next/prev/older/newer] [article/post/story/entry/page/chapter] | previous
            | next | back to | you are here
        """,
        "copyright": "copyright",
    },
    bare_markers={
        "related": "read also | also read | recommended reading | see related | related story",
        "cta": """
            read the full story | continue reading | download our app | download the app | watch
            the full interview | click to tweet
        """,
        "caption": """
            photo by | photos by | image by | image courtesy of | photo courtesy of | photograph
            by | getty images | illustration by | picture by
        """,
        "tags": "filed under | posted in | tagged with",
        "advert": "advertisement | sponsored by",
    },
    sentences={
        "newsletter": """
            sign up [for/to/here to/now to/today to] *
            [newsletter/newsletters/updates/alerts/email/inbox] | subscribe to *
            [newsletter/newsletters/mailing list/channel/podcast/email list/digest] | subscribe
            [here/now/today/to receive] * [newsletter/updates/inbox] | get [the latest/our
            best/more/our/all the] * [inbox/newsletter/to your email] | get * delivered
            [to/straight to/directly to] your | ~delivered
            [straight/directly/right/daily/weekly/free/fresh] to your inbox | ~delivered to your
            [inbox/email] | ~sign up for our [free /][daily /weekly
            /][newsletter/newsletters/mailing list/email] | ~subscribe to our [free /][daily
            /weekly /email /e-mail /][newsletter/newsletters/mailing list/youtube
            channel/channel] | ~join our [free /][newsletter/mailing
            list/telegram/whatsapp/telegram channel/whatsapp channel] | thank you for
            subscribing | thanks for subscribing | you have successfully subscribed | we'll send
            you | never miss [a story/an update/a post/out/our] | stay up to date with *
            [newsletter/inbox/updates] | by [signing up/subscribing/submitting/clicking
            submit/registering/providing your email] * you [agree/consent/accept/confirm] | by
            [signing up/subscribing] | you can unsubscribe at any time | unsubscribe at any time
            | receive * [in/to/direct to/straight to] your inbox | this newsletter | ~your inbox
            every [day/week/morning/monday/friday/sunday/month/weekday] | want [more/to get/the
            latest] * [newsletter/inbox] | please check your email to confirm | enter your email
            [address/below/to subscribe/to get/to receive] * | don't miss [a story/an update/a
            beat] * | ~subscribe to our
        """,
        "share": """
            follow us on * | follow * on
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
            in new window) | let us know in the comments * | share your thoughts * comments*
        """,
        "cta": """
            [click/tap] to [enlarge/expand/zoom/play/view] * | watch the full
            [interview/video/episode] * | listen to the full [interview/episode/podcast] * |
            read the full [story/article/report/interview/post] [here/on/at] * | read more
            [here/at/about this] * | get our app | ~download our app | ~available on [the app
            store/google play] | to read the full [story/article] * | this [article/story/post]
            [was originally published/originally appeared/first appeared] * | this post first
            appeared on * | the post * appeared first on * | order your copy | buy your tickets
            | visit our [shop/store/website] | support our [journalism/work] * | support
            independent journalism * | ~support our journalism | donate to * | make a donation |
            consider [making a donation/becoming a member/supporting us] * | become a
            [member/supporter/patron] | click here to
            [read/subscribe/watch/sign/join/listen/buy/follow/register/support/donate] * |
            [click/tap] here for more * | download our * app * | for more [news/stories],
            [visit/see/click/follow] * | download the app [now/today/here/from/on/for free] *
        """,
        "advert": """
            [article/story/post/content] continues [below/after] * | advertisement
            [continue/scroll/story/article/-/–/—] * | continue reading below | scroll [down /]to
            continue * | we may earn [a/an/commission/money] * | we may receive * commission |
            this post [may contain/contains] affiliate links | this [article/page/post] contains
            affiliate links | as an amazon associate * | ~if you buy * through * links | when
            you [buy/purchase/make a purchase] * links * | ~may earn [a commission/an affiliate
            commission/commission] | this [article/content/post] is sponsored * | sponsored
            content *
        """,
        "copyright": """
            ~all rights reserved | ~may not be [published/reproduced/copied], * | ~no part of
            this * may be reproduced | copyright [©/(c)/20/19] * | [©/ⓒ] * | this material may
            not be published * | reproduction * prohibited | ~without [prior /][written
            /]permission of
        """,
        "paywall": """
            this [article/content/story/post] is [for/only for/available to/only available
            to/exclusively for/exclusive to/reserved for] * [subscribers/members/subscriber] |
            already [a /][subscriber/registered/subscribed/member/have an account/have a
            subscription] * | subscribe to [continue/keep/read/unlock/access/view] * | subscribe
            now [to/for/and] * | to continue reading[/,] * [subscribe/register/log in/sign
            in/account/subscription] * | [log in/sign in/register] to [continue/read/keep] * |
            this is [a premium/subscriber-only/a subscriber-only/premium] * | you have
            [reached/read/used] * [free/limit/articles] * | you've [reached/read/used] *
            [free/limit/articles] * | [unlimited/get unlimited/enjoy unlimited] [digital
            /][access/articles] * | create [a/your] free account * | become a subscriber * |
            start your free trial * | subscribers can * | unlock this [article/story] * | please
            [log in/sign in/subscribe/register] to * | only subscribers *
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
            [register/sign up/create] * | you must be [logged in/signed in/registered] to * |
            you need to [log in/sign in/register/be logged in] * | please log in * | new user? *
            | not a member* | your session has expired * | [log in/login/sign in] with
            [google/facebook/apple/email/your account] *
        """,
        "comments": """
            your email address will not be published * | required fields are marked * | save my
            name, email* | this site uses akismet * | notify me of [follow-up/new] * | you must
            be logged in to post a comment* | [please /]leave a [comment/reply] * | comments are
            [closed/moderated/welcome/turned off] * | be the first to [comment/leave/write] * |
            log in to [leave a comment/comment/reply] * | commenting on this * | we moderate
            comments * | ~learn how your comment data is processed | all comments are * moderat*
            | please read our comment* | we reserve the right to remove *
        """,
    },
)
