"""Vietnamese labels, markers and sentences. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    labels={
        "related": """
            [tin/bài/bài viết/tin tức/nội dung/video/chủ đề] [liên quan/cùng chuyên mục/cùng chủ
            đề/tương tự/khác/mới/mới nhất/đề xuất/nên đọc/nổi bật] | [xem/đọc] [thêm/tiếp/thêm
            về/ngay/nhiều] | đọc thêm về * | có thể bạn quan tâm | có thể bạn thích | có thể bạn
            chưa biết | bạn có thể thích | bạn có thể quan tâm | cùng chuyên mục | liên quan |
            dành cho bạn | tin cùng chuyên mục | bài cùng chuyên mục | đừng bỏ lỡ | tin mới nhất
            | gợi ý cho bạn | đề xuất cho bạn
        """,
        "ranking": """
            [xem/đọc] nhiều | [xem/đọc] nhiều nhất | [tin/bài] [đọc nhiều/xem nhiều/nổi
            bật/hot/được đọc nhiều/được quan tâm] | được đọc nhiều | nổi bật | xu hướng | bài
            viết phổ biến | phổ biến | tin nổi bật | bài viết nổi bật | đọc nhiều trong tuần
        """,
        "tags": "từ khóa | thẻ | chủ đề | tags liên quan",
        "newsletter": "đăng ký nhận tin | nhận bản tin | đăng ký",
        "share": """
            chia sẻ | chia sẻ bài viết | chia sẻ lên * | in bài viết | theo dõi chúng tôi | sao
            chép liên kết | theo dõi
        """,
        "comments": """
            bình luận | ý kiến bạn đọc | gửi bình luận | để lại bình luận | ý kiến | trả lời
        """,
        "cta": "xem chi tiết | xem tất cả | tải thêm | tải ứng dụng | xem toàn bộ",
        "advert": "quảng cáo | tài trợ | nội dung tài trợ",
        "author": "về tác giả | tác giả",
        "copyright": "bản quyền thuộc về * | chính sách bảo mật",
        "navigation": """
            [bài/tin] [trước/sau/tiếp theo] | quay lại | về đầu trang | tìm kiếm | trang chủ |
            trang trước | trang sau
        """,
    },
    markers={
        "related": """
            [xem/đọc] thêm | xem | đọc | tin liên quan | bài liên quan | liên quan | có thể bạn
            quan tâm | mời xem | mời đọc
        """,
        "tags": "từ khóa | thẻ | tags | chủ đề",
        "share": "chia sẻ",
        "caption": "ảnh | ảnh minh họa | nguồn ảnh",
    },
    bare_markers={
        "related": "xem thêm | đọc thêm",
    },
    sentences={
        "related": """
            xem thêm* | đọc thêm*
        """,
        "newsletter": """
            đăng ký nhận * | ~bản tin của chúng tôi | [đăng ký/nhận] * [bản
            tin/tin/email/newsletter]* | ~trên google news | ~kênh zalo
        """,
        "share": """
            theo dõi * trên [facebook/google news/youtube] | theo dõi * trên * | ~theo dõi chúng
            tôi | ~theo dõi trên | ~fanpage | [chia sẻ/in] bài viết* | ~mời quý độc giả | ~mời
            bạn đọc
        """,
        "cta": "tải ứng dụng *",
        "copyright": "~bản quyền thuộc | ~ghi rõ nguồn | ~không được sao chép | ~khi phát hành lại",
        "consent": "chúng tôi sử dụng cookie* | trang web này sử dụng cookie*",
        "error": "không tìm thấy trang* | trang bạn * không tồn tại*",
        "javascript": "~bật javascript",
        "login": """
            quên mật khẩu* | đăng nhập để * | bạn [cần/phải] đăng nhập để xem*
        """,
        "comments": """
            email của bạn sẽ không* | [đăng nhập/bạn phải] * bình luận* | [gửi/viết/để lại] bình
            luận* | ~email của bạn sẽ không
        """,
        "paywall": "~dành cho thuê bao | ~để đọc tiếp",
    },
    appeals="""
        [theo dõi/hãy theo dõi/đăng ký/mời quý độc giả theo dõi] * [trên facebook/trên youtube/kênh youtube/fanpage/zalo/bản
        tin/google news] | tải ứng dụng *
        """,
)
