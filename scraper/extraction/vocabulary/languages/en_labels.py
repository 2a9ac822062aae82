"""English labels and markers, kept apart for their number. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Phrases

LABELS: Phrases = {
    "related": """
        related | [more /]related
        [article/articles/story/stories/post/posts/news/content/coverage/topic/topics/reading/
        link/links/video/videos/items/information/pages/resources/blogs/blog
        posts/features/headlines/searches/publications/documents/galleries/media/events/
        products/guides/insights/questions/threads/discussions/podcasts/stories
        & articles] | related [articles/stories/posts/content] from * | related
        [articles/stories/posts/news/coverage] [on/about/in] * | related to this
        [article/story/post/topic] | [recommended/suggested/similar/connected]
        [article/articles/story/stories/post/posts/content/reading/reads/videos/links/news/
        topics/threads/pages]
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
        don't miss out on | don't miss these | must read | must reads | must-read |
        [more /]must-reads from * | must see
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
        related terms | [/more /other /similar /some /some other /a few ]
        [articles/posts/blog posts/stories/recipes/videos/reads/guides/ideas/tutorials/projects/products/books]
        [you may/you might/you'll/you will/you'd/you may also/you might also/you'll also]
        [like/enjoy/love/find interesting/find useful/be interested in] | read these next |
        further [stories/articles/posts/reports] | [top picks/handpicked/hand-picked/suggestions/suggested/more]
        for you | [more/related/other/similar/latest/recent] [recipes/tutorials/guides/projects/books/reviews/interviews/
        episodes] | more recipes to try | frequently bought together | you may also like these * |
        [featured/recommended] [articles/stories/posts/news/recipes/videos] | you [might/may] be interested |
        recommended videos | fresh content | what to watch next | similar
        stories | other articles | other stories | other news | recommended stories |
        recommended links | more on * from * | related companies | trending stories | news
        flash
    """,
    "ranking": """
        [most/most-]
        [read/popular/viewed/shared/commented/watched/emailed/discussed/clicked/recent/searched/
        read
        stories/read articles/popular stories/popular articles/popular posts/popular
        news/viewed stories/viewed articles/shared stories/watched videos/popular on *] |
        most-[read/popular/viewed/shared/commented/watched] | most
        [read/popular/viewed/shared] [in/on/this/from] * | most popular *
        [stories/articles/posts] | popular | popular
        [articles/article/stories/posts/news/now/topics/content/videos/reads/today/this
        week/this month/right now/searches/threads/products/categories/in */on */from
        */pages/items/tags] | * popular [article/articles/stories/posts/news] | top | top
        [articles/stories/posts/news/reads/headlines/videos/10/5/ten/five/picks/rated/trending/
        content/viewed/commented]
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
        */for updates/for more] | stay in the loop | never miss a
        [post/story/recipe/beat/thing] | sign up [/now/today/here/for free/for our newsletter/for
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
        slideshow | print recipe | print this recipe | pin recipe | pin this recipe | jump to recipe | jump to video |
        cook mode prevent your screen from going dark | prevent your screen from going dark | improve this
        [question/answer] | share improve this [question/answer]
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
}

MARKERS: Phrases = {
    "related": """
        related | related
        [article/articles/story/stories/post/posts/news/reading/content/coverage/link/links/
        video/videos/topics] | [read/see/read it/watch/also read/read this] |
        [read/see/watch/listen/check out/check] also | [read/see]
        [more/next/also/related/on/this] | more | more [on this/here/news/from */on
        *] | must [read/watch/see] | must-read | read more [at/on/from/about] * |
        previously | previously on * | further reading | recommended | recommended
        reading | you may [also /]like | you might [also /]like | you may also be
        interested in | don't miss | in case you missed it | icymi | what to read
        next | up next | keep reading | trending | most read | editor's pick |
        [explore/learn] more | watch | listen | more stories | read the story | read
        our story | read here | recommended stories | suggested reading | on *.com |
        also [read/see/watch] | also on *.com | also in *.com | elsewhere on * |
        must read | read | see | more from
    """,
    "tags": """
        tags | tag | related tags | topics | keywords | filed under | filed in | posted in |
        tagged | tagged as | tagged with | categories | category | hashtags | article tags |
        post tags | labels | related topics
    """,
    "share": """
        share | share this | share [on/via/this article/this story/this post] | share this *
        on | follow us | follow us on * | follow me on * | find us on * |
        like us | get in touch
    """,
    "cta": """
        click here | read the full [story/article/report/interview] | read full
        [story/article] | continue reading | buy now | shop now | listen here | watch here |
        watch video | watch now | get it here | order here | read the original article |
        read original
    """,
    "author": """
        about the author | author bio | written by | about the writer | article by |
        source | sources | via | posted by | editor | editors
    """,
    "caption": """
        photo | photos by | photo by | photo credit | photo credits | photo courtesy
        | image | image credit | image credits | image source | image by | images |
        picture | picture credit | pictures | credit | credits | file photo |
        representative image | featured image | illustration | screenshot | caption
        | photograph | cover photo | video credit | header image | [figure/fig./fig] [/ 1/ 2/ 3/ 4/ 5/
        6/ 7/ 8/ 9/ 10/ 11/ 12/ 13/ 14/ 15/ 16] | photo source | image copyright |
        photo copyright | heading image | final image | photo: © | pictured above | pictured |
        pictured [left/right/below] | submitted photo | courtesy photo | handout photo | stock photo
    """,
    "comments": "leave a comment",
    "advert": "advertisement | sponsored | sponsored by | paid content | promoted | ad",
    "navigation": """
        [previous/next/prev/older/newer] [article/post/story/entry/page/chapter] | previous
        | next | back to | you are here
    """,
    "copyright": "copyright",
}

BARE_MARKERS: Phrases = {
    "related": "read also | also read | recommended reading | see related | related story",
    "cta": """
        read the full story | continue reading | download our app | download the app | watch
        the full interview | click to tweet
    """,
    "caption": """
        photo by | photos by | image by | image courtesy of | photo courtesy of | photograph
        by | getty images | illustration by | picture by | submitted photo | pictured from left
    """,
    "tags": "filed under | posted in | tagged with",
    "advert": "advertisement | sponsored by",
}
